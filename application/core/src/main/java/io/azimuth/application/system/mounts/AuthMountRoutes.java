package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.backend.TokenBackend;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Auth methods: list, enable, disable. */
@Singleton
final class AuthMountRoutes {

  private static final String PATH = "path";
  private static final Field<String> TYPE = Field.text("type", "the type of the auth method");
  private static final List<Field<?>> FIELDS =
      MountFields.ofNew(TYPE, MountFields.DESCRIPTION, MountFields.SETTINGS, MountFields.OPTIONS);

  private final MountTables tables;
  private final AuthMethods authMethods;
  private final MountChanges changes;

  @Inject
  AuthMountRoutes(MountTables tables, AuthMethods authMethods, MountChanges changes) {
    this.tables = tables;
    this.authMethods = authMethods;
    this.changes = changes;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "auth")
            .access(Access.AUTHORIZED)
            .summary("List the auth methods")
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(core(this::list)),
        Route.on(Operation.READ, "auth/:path*")
            .access(Access.SUDO)
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(core(this::read)),
        Route.on(Operation.WRITE, "auth/:path*")
            .access(Access.SUDO)
            .summary("Enable an auth method")
            .fields(FIELDS)
            .handle(core(this::enable)),
        Route.on(Operation.DELETE, "auth/:path*")
            .access(Access.SUDO)
            .summary("Disable an auth method")
            .handle(core(this::disable)));
  }

  private Answer list(CoreCall call) {
    Map<String, Value> mounts = new LinkedHashMap<>();
    for (Mount mount : tables.of(call.work()).mounts()) {
      if (mount.path().isAuth()) {
        mounts.put(mount.path().withoutAuth(), MountView.of(mount));
      }
    }
    return Answer.data(new Value.Obj(mounts));
  }

  private Answer read(CoreCall call) {
    MountPath path = path(call);
    return changes
        .find(call, path)
        .map(mount -> Answer.data(MountView.of(mount)))
        .orElseThrow(() -> RefusedException.invalid("No auth engine at " + path.withoutAuth()));
  }

  private Answer enable(CoreCall call) {
    MountPath path = path(call);
    String type = MountFields.type(call.fields(), TYPE);
    if (type.isEmpty()) {
      throw RefusedException.invalid("backend type must be specified as a string");
    }
    if (authMethods.ofType(type).isEmpty()) {
      throw RefusedException.invalid("plugin not found in the catalog: " + type);
    }
    Map<String, String> options = new TreeMap<>(call.fields().value(MountFields.OPTIONS));
    options.values().removeIf(String::isEmpty);
    MountSettings settings = changes.settings(call, type).withOptions(options);
    changes.add(call, path, type, MountFields.description(call.fields()), settings);
    return MountFields.enabled(call.fields());
  }

  private Answer disable(CoreCall call) {
    MountPath path = path(call);
    Optional<Mount> mount = changes.find(call, path);
    if (mount.isEmpty()) {
      return new Answer.Empty();
    }
    if (mount.get().type().equals(TokenBackend.TYPE)) {
      throw RefusedException.invalid("token credential backend cannot be disabled");
    }
    changes.remove(call, mount.get());
    return new Answer.Empty();
  }

  private static MountPath path(CoreCall call) {
    return MountPath.parse(MountPath.AUTH + call.fields().captured(PATH))
        .orElseThrow(() -> RefusedException.invalid("not a path that can be mounted"));
  }
}
