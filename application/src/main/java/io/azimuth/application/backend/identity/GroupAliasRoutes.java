package io.azimuth.application.backend.identity;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.Value;
import io.azimuth.application.identity.GroupGraphs;
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

/** The groups of other systems that make members: {@code group-alias} (spec 5.2). */
@Singleton
public final class GroupAliasRoutes {

  private static final String PATH = "group-alias/id/:id";
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
    return List.of(
        writing("group-alias"),
        writing(PATH),
        Route.on(Operation.READ, PATH).access(Access.AUTHORIZED).handle(this::read),
        Route.on(Operation.DELETE, PATH).access(Access.AUTHORIZED).handle(this::remove),
        Route.on(Operation.LIST, "group-alias/id")
            .access(Access.AUTHORIZED)
            .fields(ListPage.AFTER, ListPage.LIMIT)
            .handle(this::list));
  }

  private Route writing(String path) {
    return Route.on(Operation.WRITE, path)
        .access(Access.AUTHORIZED)
        .fields(WRITTEN)
        .handle(writes::write);
  }

  private Optional<Group> owner(Call call) {
    return groups.of(call.work()).ofAlias(call.fields().captured("id"));
  }

  private Answer read(Call call) {
    return owner(call)
        .map(
            group -> Answer.data(views.groupAlias(call.work(), group, group.alias().orElseThrow())))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer remove(Call call) {
    owner(call)
        .ifPresent(
            group -> {
              call.work().identities().put(group.withAlias(Optional.empty(), call.now()));
              call.work().beginEpoch();
            });
    return new Answer.Empty();
  }

  private Answer list(Call call) {
    Map<String, Value> info = new LinkedHashMap<>();
    for (Group group : groups.of(call.work()).groups()) {
      group
          .alias()
          .ifPresent(
              alias -> info.put(alias.id(), views.groupAliasInfo(call.work(), group, alias)));
    }
    return ListPage.of(call.fields()).of(info);
  }
}
