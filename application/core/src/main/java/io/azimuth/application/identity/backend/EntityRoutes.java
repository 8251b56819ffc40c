package io.azimuth.application.identity.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.identity.EntityRemoval;
import io.azimuth.application.identity.Identities;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Entities: {@code entity}. */
@Singleton
final class EntityRoutes {

  private static final int MAX_REMOVED = 100; // one batch of writes with their index

  private static final Field<List<String>> ENTITY_IDS =
      Field.commaList("entity_ids", "whom to remove");
  private static final List<Field<?>> WRITTEN =
      List.of(
          IdentityFields.ID,
          IdentityFields.NAME,
          IdentityFields.METADATA,
          IdentityFields.POLICIES,
          IdentityFields.DISABLED);

  private static final AnswerSchema CREATED =
      IdentityViews.CREATED.with(AnswerField.objects("aliases", "null: it has none").orNull());

  private final Identities identities;
  private final EntityRemoval removal;
  private final IdentityViews views;

  @Inject
  EntityRoutes(Identities identities, EntityRemoval removal, IdentityViews views) {
    this.identities = identities;
    this.removal = removal;
    this.views = views;
  }

  List<Route> routes() {
    IdentityResourceKind<Entity> entities =
        new IdentityResourceKind<>(
            "entity",
            new IdentityResourceKind.Writes(WRITTEN, CREATED, this::write),
            new IdentityResourceKind.View<>(IdentityViews.OF_ENTITY, views::entity),
            new IdentityResourceKind.View<>(IdentityViews.OF_ENTITY_INFO, views::entityInfo),
            this::remove);
    return Stream.of(
            List.of(
                entities.writing(),
                Route.on(Operation.WRITE, "entity/batch-delete")
                    .access(Access.AUTHORIZED)
                    .removes()
                    .fields(ENTITY_IDS)
                    .answers(AnswerSchema.nothing())
                    .handle(core(this::removeAll))),
            entities.by("id", ":id", Entity::id, EntityRoutes::byId, EntityPages::byId),
            entities.by(
                "name",
                ":name*",
                Entity::name,
                EntityRoutes::byName,
                (work, page, consumer) -> EntityPages.all(work, consumer)))
        .flatMap(List::stream)
        .toList();
  }

  private void remove(CoreCall call, Entity entity) {
    removal.remove(call.work(), List.of(entity), call.now());
  }

  private static Optional<Entity> byId(CoreCall call) {
    return call.work().identities().entity(call.fields().captured("id"));
  }

  private static Optional<Entity> byName(CoreCall call) {
    return call.work().identities().entityNamed(call.fields().captured("name"));
  }

  private Answer write(CoreCall call) {
    Optional<String> name = IdentityFields.name(call.fields());
    Optional<Entity> namesake = name.flatMap(call.work().identities()::entityNamed);
    Optional<Entity> known =
        IdentityFields.text(call.fields(), IdentityFields.ID)
            .map(
                id ->
                    call.work()
                        .identities()
                        .entity(id)
                        .orElseThrow(() -> RefusedException.invalid("entity not found from id")))
            .or(() -> namesake);
    if (namesake.isPresent() && !namesake.get().id().equals(known.orElseThrow().id())) {
      throw RefusedException.invalid("entity name is already in use");
    }
    Entity before = known.orElseGet(() -> identities.fresh(call));
    Entity after = changed(call, before, name.orElse(before.name()));
    call.work().identities().put(after);
    return known.isPresent() ? new Answer.Empty() : created(after);
  }

  private static Entity changed(CoreCall call, Entity before, String name) {
    Fields fields = call.fields();
    return before.changed(
        name,
        IdentityFields.policies(fields, before.policies()),
        IdentityFields.metadata(fields, IdentityFields.METADATA, before.metadata()),
        fields.present(IdentityFields.DISABLED).orElse(before.disabled()),
        call.now());
  }

  private static Answer created(Entity entity) {
    return Answer.data(
        Value.Obj.builder()
            .put("id", entity.id())
            .put("name", entity.name())
            .put("aliases", Value.NULL)
            .build());
  }

  private Answer removeAll(CoreCall call) {
    List<String> ids = List.copyOf(new LinkedHashSet<>(call.fields().value(ENTITY_IDS)));
    if (ids.isEmpty()) {
      throw RefusedException.invalid("missing entity ids to delete");
    }
    ListPage.atMost(MAX_REMOVED, ids, "entities");
    List<Entity> known =
        ids.stream().flatMap(id -> call.work().identities().entity(id).stream()).toList();
    removal.remove(call.work(), known, call.now());
    return new Answer.Empty();
  }
}
