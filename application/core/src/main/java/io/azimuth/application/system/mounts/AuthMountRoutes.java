package io.azimuth.application.system.mounts;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.federation.SigningKeys;
import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.quota.QuotaTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.backend.TokenBackend;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Auth methods: list, enable, disable. */
@Singleton
final class AuthMountRoutes {

  private static final String PATH = "path";
  private static final int ACCESSOR_HEX = 8;

  private final MountTables tables;
  private final AuthMethods authMethods;
  private final MountSettingsReader settingsReader;
  private final SigningKeys signingKeys;
  private final SecretGenerator secrets;
  private final QuotaTables quotas;

  @Inject
  AuthMountRoutes(
      MountTables tables,
      AuthMethods authMethods,
      MountSettingsReader settingsReader,
      SigningKeys signingKeys,
      SecretGenerator secrets,
      QuotaTables quotas) {
    this.tables = tables;
    this.authMethods = authMethods;
    this.settingsReader = settingsReader;
    this.signingKeys = signingKeys;
    this.secrets = secrets;
    this.quotas = quotas;
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
            .fields(AuthMountFields.ALL)
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
    return tables
        .of(call.work())
        .at(path)
        .map(mount -> Answer.data(MountView.of(mount)))
        .orElseThrow(() -> RefusedException.invalid("No auth engine at " + path.withoutAuth()));
  }

  private Answer enable(CoreCall call) {
    MountPath path = path(call);
    String type = call.fields().value(AuthMountFields.TYPE);
    if (type.isEmpty()) {
      throw RefusedException.invalid("backend type must be specified as a string");
    }
    if (authMethods.ofType(type).isEmpty()) {
      throw RefusedException.invalid("plugin not found in the catalog: " + type);
    }
    MountSettings settings = settingsReader.read(call.fields().value(AuthMountFields.CONFIG));
    signingKeys.requireForMount(call.work(), settings.identityTokenKey());
    MountPaths.requireFree(tables.of(call.work()), path);
    call.work().mounts().put(mount(path, type, call, settings));
    call.work().beginEpoch();
    return MountFields.done(call.fields());
  }

  private Mount mount(MountPath path, String type, CoreCall call, MountSettings settings) {
    String uuid = secrets.uuid();
    String accessor = accessor(type, uuid);
    // Azure trusts a mount by its accessor, which is in the subject of its tokens; it must be
    // unique.
    while (tables.of(call.work()).withAccessor(accessor).isPresent()) {
      uuid = secrets.uuid();
      accessor = accessor(type, uuid);
    }
    return new Mount(
        path, type, uuid, accessor, call.fields().value(AuthMountFields.DESCRIPTION), settings, 0);
  }

  private static String accessor(String type, String uuid) {
    return "auth_" + type + "_" + uuid.substring(0, ACCESSOR_HEX);
  }

  // Tokens are valid only while the record of their mount exists; without it their next use is
  // refused.
  private Answer disable(CoreCall call) {
    MountPath path = path(call);
    Optional<Mount> mount = tables.of(call.work()).at(path);
    if (mount.isEmpty()) {
      return new Answer.Empty();
    }
    if (mount.get().type().equals(TokenBackend.TYPE)) {
      throw RefusedException.invalid("token credential backend cannot be disabled");
    }
    authMethods
        .ofType(mount.get().type())
        .ifPresent(
            it ->
                it.disabled(
                    mount.get(),
                    MountTransactions.of(call.work(), mount.get().uuid()),
                    call.afterCommit()));
    quotas.forget(call.work(), mount.get());
    call.work().mounts().remove(path);
    call.work().sweeps().begin(mount.get().uuid());
    call.work().beginEpoch();
    return new Answer.Empty();
  }

  private static MountPath path(CoreCall call) {
    return MountPath.parse(MountPath.AUTH + call.fields().captured(PATH))
        .orElseThrow(() -> RefusedException.invalid("not a path that can be mounted"));
  }
}
