package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.federation.SigningKeys;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.quota.QuotaTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
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
  private static final Field<String> DESCRIPTION = Field.text("description", "words for people");
  private static final Field<Value.Obj> CONFIG =
      Field.object("config", "lifetimes and visibility of the mount");
  private static final int ACCESSOR_HEX = 8;
  private static final List<Field<?>> FIELDS =
      List.of(
          TYPE,
          OPTIONS,
          DESCRIPTION,
          CONFIG,
          Field.flag("local", false, "not replicated").notYet(),
          Field.flag("seal_wrap", false, "wrapped by the seal as well").notYet(),
          Field.flag("external_entropy_access", false, "chance from elsewhere").notYet(),
          Field.text("plugin_name", "the plugin of the engine").notYet(),
          Field.text("plugin_version", "the version of the plugin").notYet());

  private final MountTables tables;
  private final SecretsEngines engines;
  private final MountSettingsReader settingsReader;
  private final SigningKeys signingKeys;
  private final SecretGenerator secrets;
  private final QuotaTables quotas;

  @Inject
  SecretMountRoutes(
      MountTables tables,
      SecretsEngines engines,
      MountSettingsReader settingsReader,
      SigningKeys signingKeys,
      SecretGenerator secrets,
      QuotaTables quotas) {
    this.tables = tables;
    this.engines = engines;
    this.settingsReader = settingsReader;
    this.signingKeys = signingKeys;
    this.secrets = secrets;
    this.quotas = quotas;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "mounts")
            .access(Access.AUTHORIZED)
            .summary("List the secrets engines")
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(core(this::list)),
        Route.on(Operation.READ, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .handle(core(this::read)),
        Route.on(Operation.WRITE, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .summary("Enable a secrets engine")
            .fields(FIELDS)
            .handle(core(this::mount)),
        Route.on(Operation.DELETE, "mounts/:path*")
            .access(Access.AUTHORIZED)
            .summary("Disable a secrets engine")
            .handle(core(this::unmount)));
  }

  private Answer list(CoreCall call) {
    Map<String, Value> mounts = new LinkedHashMap<>();
    for (Mount mount : tables.of(call.work()).mounts()) {
      if (!mount.path().isAuth()) {
        mounts.put(mount.path().text(), MountView.of(mount));
      }
    }
    return Answer.data(new Value.Obj(mounts));
  }

  // Auth methods too: the Go client reads them at this path, which needs no sudo.
  private Answer read(CoreCall call) {
    MountPath path = path(call);
    return tables
        .of(call.work())
        .at(path)
        .map(mount -> Answer.data(MountView.of(mount)))
        .orElseThrow(() -> RefusedException.invalid("No secret engine mount at " + path));
  }

  private Answer mount(CoreCall call) {
    MountPath path = path(call);
    String type = call.fields().value(TYPE);
    if (type.isEmpty()) {
      throw RefusedException.invalid("backend type must be specified as a string");
    }
    if (path.isReserved()) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, "cannot mount \"" + path + "\"");
    }
    SecretsEngines.Named named = engine(type, call.fields());
    Map<String, String> options = options(type, named, call.fields());
    named.engine().check(options);
    MountSettings settings = settings(call).withOptions(options);
    MountPaths.requireFree(tables.of(call.work()), path);
    call.work().mounts().put(mount(path, named.engine().type(), call, settings));
    call.work().beginEpoch();
    return MountFields.done(call.fields());
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

  private MountSettings settings(CoreCall call) {
    Value.Obj config = call.fields().value(CONFIG);
    if (config.get(MountFields.TOKEN_TYPE.name()).filter(MountFields::isNonZero).isPresent()) {
      throw RefusedException.invalid("'token_type' can only be modified on auth mounts");
    }
    MountSettings settings = settingsReader.read(config);
    signingKeys.requireForMount(call.work(), settings.identityTokenKey());
    return settings;
  }

  private Mount mount(MountPath path, String type, CoreCall call, MountSettings settings) {
    String uuid = secrets.uuid();
    String accessor = accessor(type, uuid);
    while (tables.of(call.work()).withAccessor(accessor).isPresent()) {
      uuid = secrets.uuid();
      accessor = accessor(type, uuid);
    }
    return new Mount(path, type, uuid, accessor, call.fields().value(DESCRIPTION), settings, 0);
  }

  private static String accessor(String type, String uuid) {
    return type + "_" + uuid.substring(0, ACCESSOR_HEX);
  }

  // The sweeper removes its storage; without the record of the mount nothing can read it.
  private Answer unmount(CoreCall call) {
    MountPath path = path(call);
    if (path.isReserved()) {
      throw RefusedException.invalid("cannot unmount \"" + path + "\"");
    }
    Optional<Mount> mount = tables.of(call.work()).at(path);
    if (mount.isPresent()) {
      quotas.forget(call.work(), mount.get());
      call.work().mounts().remove(path);
      call.work().sweeps().begin(mount.get().uuid());
      call.work().beginEpoch();
    }
    return new Answer.Empty();
  }

  private static MountPath path(CoreCall call) {
    return MountPath.parse(call.fields().captured(PATH))
        .orElseThrow(() -> RefusedException.invalid("not a path that can be mounted"));
  }
}
