package io.azimuth.application.identity.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupGraph;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds an entity or a group by id, name or alias: {@code lookup}. */
@Singleton
final class LookupRoutes {

  private static final List<Field<?>> KEYS =
      List.of(
          IdentityFields.ID,
          IdentityFields.NAME,
          IdentityFields.ALIAS_ID,
          IdentityFields.ALIAS_NAME,
          IdentityFields.ALIAS_MOUNT);

  private final GroupGraphs groups;
  private final IdentityViews views;

  @Inject
  LookupRoutes(GroupGraphs groups, IdentityViews views) {
    this.groups = groups;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "lookup/entity")
            .access(Access.AUTHORIZED)
            .fields(KEYS)
            .answers(AnswerSchema.data(IdentityViews.OF_ENTITY).orNone())
            .handle(core(this::entity)),
        Route.on(Operation.WRITE, "lookup/group")
            .access(Access.AUTHORIZED)
            .fields(KEYS)
            .answers(AnswerSchema.data(IdentityViews.OF_GROUP).orNone())
            .handle(core(this::group)));
  }

  private Answer entity(CoreCall call) {
    IdentityRecords records = call.work().identities();
    Query query = Query.of(call);
    Optional<Entity> found =
        query
            .id()
            .flatMap(records::entity)
            .or(() -> query.name().flatMap(records::entityNamed))
            .or(() -> query.aliasId().flatMap(records::entityOfAlias))
            .or(
                () ->
                    query.aliasName().flatMap(name -> records.entityAliased(query.mount(), name)));
    return found
        .map(entity -> Answer.data(views.entity(call.work(), entity)))
        .orElseGet(Answer.Empty::new);
  }

  private Answer group(CoreCall call) {
    GroupGraph graph = groups.of(call.work());
    Query query = Query.of(call);
    Optional<Group> found =
        query
            .id()
            .flatMap(graph::group)
            .or(() -> query.name().flatMap(graph::named))
            .or(() -> query.aliasId().flatMap(graph::ofAlias))
            .or(() -> query.aliasName().flatMap(name -> graph.aliased(query.mount(), name)));
    return found
        .map(group -> Answer.data(views.group(call.work(), group)))
        .orElseGet(Answer.Empty::new);
  }

  /** The one property that the caller searches by. */
  private record Query(
      Optional<String> id,
      Optional<String> name,
      Optional<String> aliasId,
      Optional<String> aliasName,
      String mount) {

    static Query of(CoreCall call) {
      Optional<String> mount = IdentityFields.text(call.fields(), IdentityFields.ALIAS_MOUNT);
      Query query =
          new Query(
              IdentityFields.text(call.fields(), IdentityFields.ID),
              IdentityFields.text(call.fields(), IdentityFields.NAME),
              IdentityFields.text(call.fields(), IdentityFields.ALIAS_ID),
              IdentityFields.text(call.fields(), IdentityFields.ALIAS_NAME),
              mount.orElse(""));
      if (query.aliasName().isPresent() != mount.isPresent()) {
        throw RefusedException.invalid(
            "both 'alias_name' and 'alias_mount_accessor' needs to be set");
      }
      query.check();
      return query;
    }

    private void check() {
      long known =
          List.of(id, name, aliasId, aliasName).stream().filter(Optional::isPresent).count();
      if (known == 0) {
        throw RefusedException.invalid("query parameter not supplied");
      }
      if (known > 1) {
        throw RefusedException.invalid(
            "conflicting query parameters: send id, name, alias_id, or alias_name with"
                + " alias_mount_accessor");
      }
    }
  }
}
