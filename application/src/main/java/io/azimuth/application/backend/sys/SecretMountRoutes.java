package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.ApiResponse.Rendering;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Route;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.text.Quoted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Secrets engines: those that are always there are listed; others cannot be mounted yet (spec 2.5).
 */
@Singleton
public final class SecretMountRoutes {

  private static final String PATH = "path";
  private static final String VERSION = "version";
  private static final Set<String> VERSIONED_TYPES = Set.of("kv", "kv-v1", "kv-v2", "generic");
  private static final Field<String> TYPE = Field.text("type", "the type of the engine");
  private static final Field<Map<String, String>> OPTIONS =
      Field.pairs("options", "options of the engine");
  private static final List<Field<?>> FIELDS =
      List.of(
          TYPE,
          OPTIONS,
          Field.text("description", "words for people"),
          Field.object("config", "lifetimes and visibility of the mount"),
          Field.flag("local", false, "not replicated").notYet(),
          Field.flag("seal_wrap", false, "wrapped by the seal as well").notYet(),
          Field.flag("external_entropy_access", false, "chance from elsewhere").notYet(),
          Field.text("plugin_name", "the plugin of the engine").notYet(),
          Field.text("plugin_version", "the version of the plugin").notYet());

  private final MountTables tables;

  @Inject
  SecretMountRoutes(MountTables tables) {
    this.tables = tables;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "mounts")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(this::list),
        Route.on(Operation.READ, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(this::read),
        Route.on(Operation.WRITE, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .fields(FIELDS)
            .handle(this::mount),
        Route.on(Operation.DELETE, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .handle(SecretMountRoutes::unmount));
  }

  private Answer list(Call call) {
    Map<String, Value> mounts = new LinkedHashMap<>();
    for (Mount mount : tables.of(call.work()).mounts()) {
      if (!mount.path().isAuth()) {
        mounts.put(mount.path().text(), MountView.of(mount));
      }
    }
    return Answer.data(new Value.Obj(mounts));
  }

  // Auth methods too: the Go client reads them here, where no sudo is needed.
  private Answer read(Call call) {
    MountPath path = path(call);
    return tables
        .of(call.work())
        .at(path)
        .map(mount -> Answer.data(MountView.of(mount)))
        .orElseThrow(() -> RefusedException.invalid("No secret engine mount at " + path));
  }

  private Answer mount(Call call) {
    MountPath path = path(call);
    String type = call.fields().value(TYPE);
    if (type.isEmpty()) {
      throw RefusedException.invalid("backend type must be specified as a string");
    }
    if (!VERSIONED_TYPES.contains(type) && call.fields().value(OPTIONS).containsKey(VERSION)) {
      throw RefusedException.invalid(
          "secrets engine " + Quoted.of(type) + " does not allow setting a version");
    }
    if (path.isReserved()) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, "cannot mount \"" + path + "\"");
    }
    throw RefusedException.invalid("plugin not found in the catalog: " + Quoted.escape(type));
  }

  private static Answer unmount(Call call) {
    MountPath path = path(call);
    if (path.isReserved()) {
      throw RefusedException.invalid("cannot unmount \"" + path + "\"");
    }
    return new Answer.Empty();
  }

  private static MountPath path(Call call) {
    return MountPath.parse(call.fields().captured(PATH))
        .orElseThrow(() -> RefusedException.invalid("not a path that can be mounted"));
  }
}
