package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Moves a mount. Its configuration, roles and accessor move with it, and so do the entities of its
 * logins. The tokens that it issued are revoked by a mark, as clients of this API expect: a token
 * granted under the old path must not live on under the new one.
 */
@Singleton
final class RemountRoutes {

  private static final Field<String> FROM = Field.text("from", "the present path");
  private static final Field<String> TO = Field.text("to", "the new path");

  private final MountTables tables;
  private final RemountStatus migrations;
  private final SecretGenerator secrets;

  @Inject
  RemountRoutes(MountTables tables, RemountStatus migrations, SecretGenerator secrets) {
    this.tables = tables;
    this.migrations = migrations;
    this.secrets = secrets;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "remount")
            .access(Access.SUDO)
            .summary("Move a mount")
            .rendering(Rendering.DATA_AT_ROOT)
            .fields(FROM, TO)
            .answers(AnswerSchema.data(RemountStatus.ID))
            .handle(core(this::remount)),
        Route.on(Operation.READ, "remount/status/:id")
            .access(Access.AUTHORIZED)
            .summary("Say whether a mount has moved")
            .rendering(Rendering.DATA_AT_ROOT)
            .captures("id", "The id that the move was given.")
            .answers(RemountStatus.SHOWN)
            .handle(core(migrations::status)));
  }

  private Answer remount(CoreCall call) {
    MountPath from = path(call, FROM);
    MountPath to = path(call, TO);
    checkPlaces(from, to);
    MountTable table = tables.of(call.work());
    Mount mount =
        table
            .at(from)
            .orElseThrow(() -> RefusedException.invalid("no matching mount at \"" + from + "\""));
    table.mounts().stream()
        .filter(other -> from.equals(to) || !other.equals(mount))
        .filter(other -> other.path().overlaps(to))
        .findFirst()
        .ifPresent(
            other -> {
              throw RefusedException.invalid("path in use at \"" + other.path() + "\"");
            });
    call.work().mounts().remove(from);
    call.work().mounts().put(mount.movedTo(to));
    call.work().beginEpoch();
    String id = secrets.uuid();
    migrations.recordMoved(call, id, from, to);
    return Answer.data(Value.Obj.builder().put("migration_id", id).build());
  }

  private static void checkPlaces(MountPath from, MountPath to) {
    if (from.isAuth() != to.isAuth()) {
      throw RefusedException.invalid(
          "cannot remount " + (from.isAuth() ? "auth" : "non-auth") + " mount to \"" + to + "\"");
    }
    if (from.isBuiltIn()) {
      throw RefusedException.invalid("cannot remount \"" + from + "\"");
    }
    if (to.isBuiltIn()) {
      throw RefusedException.invalid("cannot remount to \"" + to + "\"");
    }
  }

  private static MountPath path(CoreCall call, Field<String> field) {
    String text = call.fields().value(field);
    if (text.isEmpty()) {
      throw RefusedException.invalid("both 'from' and 'to' path must be specified as a string");
    }
    return MountPath.parse(text.startsWith("/") ? text.substring(1) : text)
        .orElseThrow(() -> RefusedException.invalid("'" + field.name() + "' is not a mount path"));
  }
}
