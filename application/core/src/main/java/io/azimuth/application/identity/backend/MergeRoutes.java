package io.azimuth.application.identity.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.identity.EntityRemoval;
import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.EntityMerge;
import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Merges several entities into one: {@code entity/merge}. */
@Singleton
final class MergeRoutes {

  private static final int MAX_MERGED = 100; // one batch of writes with their index

  private static final Field<List<String>> FROM =
      Field.commaList("from_entity_ids", "the entities that end");
  private static final Field<String> TO = Field.text("to_entity_id", "the entity that stays");
  private static final Field<Boolean> FORCE =
      Field.flag("force", false, "for secrets of a second factor, of which there are none");
  private static final Field<List<String>> KEEP =
      Field.commaList(
          "conflicting_alias_ids_to_keep", "which of two aliases of one auth method stays");

  private final EntityRemoval removal;
  private final GroupGraphs groups;
  private final IdentityViews views;

  @Inject
  MergeRoutes(EntityRemoval removal, GroupGraphs groups, IdentityViews views) {
    this.removal = removal;
    this.groups = groups;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "entity/merge")
            .access(Access.AUTHORIZED)
            .fields(FROM, TO, FORCE, KEEP)
            .answers(AnswerSchema.nothing())
            .handle(core(this::merge)));
  }

  private Answer merge(CoreCall call) {
    IdentityRecords records = call.work().identities();
    Set<String> ids = new LinkedHashSet<>(call.fields().value(FROM));
    String toId = call.fields().value(TO);
    if (ids.isEmpty()) {
      throw RefusedException.invalid("missing entity ids to merge from");
    }
    if (ids.contains(toId)) {
      throw RefusedException.invalid("to_entity_id should not be present in from_entity_ids");
    }
    ListPage.atMost(MAX_MERGED, List.copyOf(ids), "entities");
    Entity to =
        records
            .entity(toId)
            .orElseThrow(() -> RefusedException.invalid("entity id to merge to is invalid"));
    List<Entity> from = ids.stream().map(id -> merged(records, id)).toList();
    EntityMerge merge = EntityMerge.of(to, from, Set.copyOf(call.fields().value(KEEP)), call.now());
    if (!merge.clashes().isEmpty()) {
      throw clash(call, merge.clashes());
    }
    Entity merged = RefusedException.orRefuse(IdentityRules.size(proved(call, merge, to, from)));
    removal.replace(call.work(), from, to, call.now());
    records.put(merged);
    return new Answer.Empty();
  }

  // The external groups that logins proved under an alias move with the alias.
  private Entity proved(CoreCall call, EntityMerge merge, Entity to, List<Entity> from) {
    Set<String> memberships = new LinkedHashSet<>();
    Stream.concat(Stream.of(to), from.stream())
        .map(entity -> withoutDropped(call, merge.merged(), entity))
        .map(Entity::externalGroups)
        .forEach(memberships::addAll);
    return merge.merged().inExternalGroups(memberships, call.now());
  }

  private Entity withoutDropped(CoreCall call, Entity merged, Entity entity) {
    Entity left = entity;
    for (Alias alias : entity.aliases()) {
      if (merged.alias(alias.id()).isEmpty()) {
        left = groups.without(call.work(), left, alias, call.now());
      }
    }
    return left;
  }

  private static Entity merged(IdentityRecords records, String id) {
    return records
        .entity(id)
        .orElseThrow(() -> RefusedException.invalid("entity id to merge from is invalid"));
  }

  private RefusedException clash(CoreCall call, List<Alias> clashes) {
    List<Value> shown =
        clashes.stream().<Value>map(alias -> views.aliasInfo(call.work(), alias)).toList();
    return new RefusedException(
        Refusal.of(
                ErrorCategory.INVALID_REQUEST,
                "the entities have aliases with the same mount accessor: name the one of each"
                    + " mount that stays in conflicting_alias_ids_to_keep")
            .with(Value.Obj.builder().put("aliases", new Value.Items(shown)).build()));
  }
}
