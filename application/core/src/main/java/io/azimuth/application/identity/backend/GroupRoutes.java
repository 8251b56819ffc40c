package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Group;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Groups: {@code group}. */
@Singleton
final class GroupRoutes {

  private static final List<Field<?>> WRITTEN =
      List.of(
          IdentityFields.ID,
          IdentityFields.NAME,
          IdentityFields.TYPE,
          IdentityFields.METADATA,
          IdentityFields.POLICIES,
          IdentityFields.MEMBER_ENTITIES,
          IdentityFields.MEMBER_GROUPS);

  private final GroupWrites writes;
  private final GroupGraphs groups;
  private final IdentityViews views;

  @Inject
  GroupRoutes(GroupWrites writes, GroupGraphs groups, IdentityViews views) {
    this.writes = writes;
    this.groups = groups;
    this.views = views;
  }

  List<Route> routes() {
    IdentityResourceKind<Group> kind =
        new IdentityResourceKind<>(
            "group",
            new IdentityResourceKind.Writes(WRITTEN, IdentityViews.CREATED, writes::write),
            new IdentityResourceKind.View<>(IdentityViews.OF_GROUP, views::group),
            new IdentityResourceKind.View<>(IdentityViews.OF_GROUP_INFO, views::groupInfo),
            this::remove);
    return Stream.of(
            List.of(kind.writing()),
            kind.by("id", ":id", Group::id, this::byId, this::each),
            kind.by("name", ":name*", Group::name, this::byName, this::each))
        .flatMap(List::stream)
        .toList();
  }

  private void each(UnitOfWork work, ListPage page, Consumer<Group> consumer) {
    groups.of(work).groups().forEach(consumer);
  }

  private Optional<Group> byId(CoreCall call) {
    return groups.of(call.work()).group(call.fields().captured("id"));
  }

  private Optional<Group> byName(CoreCall call) {
    return groups.of(call.work()).named(call.fields().captured("name"));
  }

  private void remove(CoreCall call, Group group) {
    UnitOfWork work = call.work();
    groups
        .of(work)
        .parents(group.id())
        .forEach(
            parent -> work.identities().put(parent.withoutMembers(Set.of(group.id()), call.now())));
    work.identities().remove(group);
    work.beginEpoch();
  }
}
