package io.azimuth.application.backend.identity;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.Value;
import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Route;
import io.azimuth.domain.identity.Group;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Groups: {@code group} (spec 5.2). */
@Singleton
public final class GroupRoutes {

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
    return List.of(
        writing("group"),
        writing("group/id/:id"),
        writing("group/name/:name*"),
        reading("group/id/:id", this::byId),
        reading("group/name/:name*", this::byName),
        removing("group/id/:id", this::byId),
        removing("group/name/:name*", this::byName),
        listing("group/id", Group::id),
        listing("group/name", Group::name));
  }

  private Route writing(String path) {
    return Route.on(Operation.WRITE, path)
        .access(Access.AUTHORIZED)
        .fields(WRITTEN)
        .handle(writes::write);
  }

  private Route reading(String path, Function<Call, Optional<Group>> found) {
    return Route.on(Operation.READ, path)
        .access(Access.AUTHORIZED)
        .handle(
            call ->
                found
                    .apply(call)
                    .map(group -> Answer.data(views.group(call.work(), group)))
                    .orElseGet(Answer.NotFound::new));
  }

  private Route removing(String path, Function<Call, Optional<Group>> found) {
    return Route.on(Operation.DELETE, path)
        .access(Access.AUTHORIZED)
        .handle(
            call -> {
              found.apply(call).ifPresent(group -> remove(call, group));
              return new Answer.Empty();
            });
  }

  private Route listing(String path, Function<Group, String> key) {
    return Route.on(Operation.LIST, path)
        .access(Access.AUTHORIZED)
        .fields(ListPage.AFTER, ListPage.LIMIT)
        .handle(call -> list(call, key));
  }

  private Optional<Group> byId(Call call) {
    return groups.of(call.work()).group(call.fields().captured("id"));
  }

  private Optional<Group> byName(Call call) {
    return groups.of(call.work()).named(call.fields().captured("name"));
  }

  private Answer list(Call call, Function<Group, String> key) {
    Map<String, Value> info = new LinkedHashMap<>();
    groups
        .of(call.work())
        .groups()
        .forEach(group -> info.put(key.apply(group), views.groupInfo(call.work(), group)));
    return ListPage.of(call.fields()).of(info);
  }

  private void remove(Call call, Group group) {
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
