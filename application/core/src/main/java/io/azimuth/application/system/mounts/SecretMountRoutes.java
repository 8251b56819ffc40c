package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets engines: list, mount, unmount. */
@Singleton
final class SecretMountRoutes {

  private static final String PATH = "path";
  private static final String VERSION = "version";
  private static final Field<String> TYPE = Field.text("type", "the type of the engine");
  private static final Field<Map<String, String>> OPTIONS =
      Field.pairs("options", "options of the engine");
  private static final List<Field<?>> FIELDS =
      MountFields.ofNew(TYPE, OPTIONS, MountFields.DESCRIPTION, MountFields.SETTINGS);

  private final SecretsEngines engines;
  private final MountChanges changes;

  @Inject
  SecretMountRoutes(SecretsEngines engines, MountChanges changes) {
    this.engines = engines;
    this.changes = changes;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "mounts")
            .access(Access.AUTHORIZED)
            .summary("List the secrets engines and their settings; sys/mounts/PATH is one of them")
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(AnswerSchema.dataByName(MountView.OF_MOUNT))
            .handle(core(call -> changes.list(call, false))),
        Route.on(Operation.READ, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .captures(PATH, MountView.PATH_HELP)
            .answers(AnswerSchema.data(MountView.OF_MOUNT))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .summary("Enable a secrets engine")
            .fields(FIELDS)
            .answers(AnswerSchema.nothing())
            .handle(core(this::mount)),
        Route.on(Operation.DELETE, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .summary("Disable a secrets engine")
            .answers(AnswerSchema.nothing())
            .handle(core(this::unmount)));
  }

  // Auth methods too: the Go client reads them at this path, which needs no sudo.
  private Answer read(CoreCall call) {
    MountPath path = path(call);
    return changes.read(call, path, "No secret engine mount at " + path);
  }

  private Answer mount(CoreCall call) {
    MountPath path = path(call);
    String type = MountFields.type(call.fields(), TYPE);
    if (path.isReserved()) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, "cannot mount \"" + path + "\"");
    }
    SecretsEngines.Named named = engine(type, call.fields());
    Map<String, String> options = options(type, named, call.fields());
    named.engine().check(options);
    MountSettings settings = settings(call, type).withOptions(options);
    changes.add(
        call, path, named.engine().type(), MountFields.description(call.fields()), settings);
    return MountFields.enabled(call.fields());
  }

  private SecretsEngines.Named engine(String type, Fields fields) {
    Optional<SecretsEngines.Named> named = engines.named(type);
    if (named.isEmpty() && fields.value(OPTIONS).containsKey(VERSION)) {
      throw RefusedException.invalid(
          "secrets engine " + Quoted.of(type) + " does not allow setting a version");
    }
    return named.orElseThrow(
        () -> RefusedException.invalid("plugin not found in the catalog: " + Quoted.escape(type)));
  }

  private static Map<String, String> options(
      String type, SecretsEngines.Named named, Fields fields) {
    Map<String, String> options = new TreeMap<>(fields.value(OPTIONS));
    options.values().removeIf(String::isEmpty);
    named
        .options()
        .forEach(
            (name, value) -> {
              String sent = options.putIfAbsent(name, value);
              if (sent != null && !sent.equals(value)) {
                throw RefusedException.invalid(
                    "type " + Quoted.of(type) + " contradicts the option " + name);
              }
            });
    return options;
  }

  private MountSettings settings(CoreCall call, String type) {
    Value.Obj config = call.fields().value(MountFields.SETTINGS);
    if (config.get(MountFields.TOKEN_TYPE.name()).filter(MountFields::isNonZero).isPresent()) {
      throw RefusedException.invalid("'token_type' can only be modified on auth mounts");
    }
    return changes.settings(call, type);
  }

  private Answer unmount(CoreCall call) {
    MountPath path = path(call);
    if (path.isReserved()) {
      throw RefusedException.invalid("cannot unmount \"" + path + "\"");
    }
    changes.find(call, path).ifPresent(mount -> changes.remove(call, mount));
    return new Answer.Empty();
  }

  private static MountPath path(CoreCall call) {
    return MountPaths.require(call.fields().captured(PATH));
  }
}
