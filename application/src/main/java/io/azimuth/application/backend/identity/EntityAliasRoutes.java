package io.azimuth.application.backend.identity;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.Value;
import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Route;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of entities within auth methods: {@code entity-alias} (spec 5.2). */
@Singleton
public final class EntityAliasRoutes {

  private static final String PATH = "entity-alias/id/:id";
  private static final List<Field<?>> WRITTEN =
      List.of(
          IdentityFields.ID,
          IdentityFields.NAME,
          IdentityFields.CANONICAL_ID,
          IdentityFields.MOUNT_ACCESSOR,
          IdentityFields.CUSTOM_METADATA);

  private final EntityAliasWrites writes;
  private final IdentityViews views;
  private final GroupGraphs groups;

  @Inject
  EntityAliasRoutes(EntityAliasWrites writes, IdentityViews views, GroupGraphs groups) {
    this.writes = writes;
    this.views = views;
    this.groups = groups;
  }

  List<Route> routes() {
    return List.of(
        writing("entity-alias"),
        writing(PATH),
        Route.on(Operation.READ, PATH).access(Access.AUTHORIZED).handle(this::read),
        Route.on(Operation.DELETE, PATH).access(Access.AUTHORIZED).handle(this::remove),
        Route.on(Operation.LIST, "entity-alias/id")
            .access(Access.AUTHORIZED)
            .fields(ListPage.AFTER, ListPage.LIMIT)
            .handle(this::list));
  }

  private Route writing(String path) {
    return Route.on(Operation.WRITE, path)
        .access(Access.AUTHORIZED)
        .fields(WRITTEN)
        .handle(call -> answer(writes.write(call)));
  }

  private static Answer answer(Alias alias) {
    return Answer.data(
        Value.Obj.builder().put("id", alias.id()).put("canonical_id", alias.entityId()).build());
  }

  private static Optional<Entity> owner(Call call) {
    return call.work().identities().entityOfAlias(call.fields().captured("id"));
  }

  private Answer read(Call call) {
    return owner(call)
        .flatMap(entity -> entity.alias(call.fields().captured("id")))
        .map(alias -> Answer.data(views.alias(call.work(), alias)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer remove(Call call) {
    String id = call.fields().captured("id");
    Optional<Entity> owner = owner(call);
    owner
        .flatMap(entity -> entity.alias(id))
        .map(alias -> groups.without(call.work(), owner.orElseThrow(), alias, call.now()))
        .ifPresent(call.work().identities()::put);
    return new Answer.Empty();
  }

  private Answer list(Call call) {
    Map<String, Value> info = new LinkedHashMap<>();
    EntityPages.each(
        call.work(),
        Optional.empty(),
        Integer.MAX_VALUE,
        entity ->
            entity
                .aliases()
                .forEach(alias -> info.put(alias.id(), views.aliasInfo(call.work(), alias))));
    return ListPage.of(call.fields()).of(info);
  }
}
