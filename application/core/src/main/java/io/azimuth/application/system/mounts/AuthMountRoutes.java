package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.backend.TokenBackend;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

  private final AuthMethods authMethods;
  private final MountChanges changes;

  @Inject
  AuthMountRoutes(AuthMethods authMethods, MountChanges changes) {
    this.authMethods = authMethods;
    this.changes = changes;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "auth")
            .access(Access.AUTHORIZED)
            .summary("List the auth methods")
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(AnswerSchema.dataByName(MountView.OF_MOUNT))
            .handle(core(call -> changes.list(call, true))),
        Route.on(Operation.READ, "auth/:path*")
            .access(Access.SUDO)
            .rendering(Rendering.DATA_AT_ROOT)
            .captures(PATH, MountView.PATH_HELP)
            .answers(AnswerSchema.data(MountView.OF_MOUNT))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, "auth/:path*")
            .access(Access.SUDO)
            .summary("Enable an auth method")
            .fields(FIELDS)
            .answers(AnswerSchema.nothing())
            .handle(core(this::enable)),
        Route.on(Operation.DELETE, "auth/:path*")
            .access(Access.SUDO)
            .summary("Disable an auth method")
            .answers(AnswerSchema.nothing())
            .handle(core(this::disable)));
  }

  private Answer read(CoreCall call) {
    MountPath path = path(call);
    return changes.read(call, path, "No auth engine at " + path.withoutAuth());
  }

  private Answer enable(CoreCall call) {
    MountPath path = path(call);
    String type = MountFields.type(call.fields(), TYPE);
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
    return MountPaths.require(MountPath.AUTH + call.fields().captured(PATH));
  }
}
