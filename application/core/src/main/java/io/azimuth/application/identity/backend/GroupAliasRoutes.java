package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The aliases of external groups, their names within auth methods: {@code group-alias}. */
@Singleton
final class GroupAliasRoutes {

  private static final List<Field<?>> WRITTEN =
      List.of(
          IdentityFields.ID,
          IdentityFields.NAME,
          IdentityFields.CANONICAL_ID,
          IdentityFields.MOUNT_ACCESSOR);

  private final GroupAliasWrites writes;
  private final GroupGraphs groups;
  private final IdentityViews views;

  @Inject
  GroupAliasRoutes(GroupAliasWrites writes, GroupGraphs groups, IdentityViews views) {
    this.writes = writes;
    this.groups = groups;
    this.views = views;
  }

  List<Route> routes() {
    IdentityResourceKind<Group> aliased =
        new IdentityResourceKind<>(
            "group-alias",
            new IdentityResourceKind.Writes(WRITTEN, IdentityViews.WRITTEN_ALIAS, writes::write),
            new IdentityResourceKind.View<>(IdentityViews.OF_GROUP_ALIAS, views::groupAlias),
            new IdentityResourceKind.View<>(
                IdentityViews.OF_GROUP_ALIAS_INFO, views::groupAliasInfo),
            GroupAliasRoutes::remove);
    return Stream.of(
            List.of(aliased.writing()),
            aliased.by("id", ":id", group -> alias(group).id(), this::owner, this::each))
        .flatMap(List::stream)
        .toList();
  }

  private static GroupAlias alias(Group group) {
    return group.alias().orElseThrow();
  }

  private Optional<Group> owner(CoreCall call) {
    return groups.of(call.work()).ofAlias(call.fields().captured("id"));
  }

  private void each(UnitOfWork work, ListPage page, Consumer<Group> consumer) {
    groups.of(work).groups().stream().filter(group -> group.alias().isPresent()).forEach(consumer);
  }

  private static void remove(CoreCall call, Group group) {
    call.work().identities().put(group.withAlias(Optional.empty(), call.now()));
    call.work().beginEpoch();
  }
}
