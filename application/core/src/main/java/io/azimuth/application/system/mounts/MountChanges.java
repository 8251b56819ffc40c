package io.azimuth.application.system.mounts;

import io.azimuth.application.federation.SigningKeys;
import io.azimuth.application.lease.LeasingEngines;
import io.azimuth.application.mount.MountPlugins;
import io.azimuth.application.mount.MountTable;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.quota.QuotaTables;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows, adds and removes mounts, of auth methods and of secrets engines. */
@Singleton
final class MountChanges {

  private final MountTables tables;
  private final MountPlugins plugins;
  private final MountSettingsReader settingsReader;
  private final SigningKeys signingKeys;
  private final SecretGenerator secrets;
  private final QuotaTables quotas;
  private final LeasingEngines engines;
  private final MountView view;

  @Inject
  MountChanges(
      MountTables tables,
      MountPlugins plugins,
      MountSettingsReader settingsReader,
      SigningKeys signingKeys,
      SecretGenerator secrets,
      QuotaTables quotas,
      LeasingEngines engines,
      MountView view) {
    this.tables = tables;
    this.plugins = plugins;
    this.settingsReader = settingsReader;
    this.signingKeys = signingKeys;
    this.secrets = secrets;
    this.quotas = quotas;
    this.engines = engines;
    this.view = view;
  }

  /**
   * The settings of a new mount, from the parameters of the call.
   *
   * @throws RefusedException when they are wrong
   */
  MountSettings settings(CoreCall call, String type) {
    Value.Obj config = call.fields().value(MountFields.SETTINGS);
    MountFields.refuseLockout(MountFields.ofConfig(config), type);
    MountSettings settings = settingsReader.read(config);
    signingKeys.requireForMount(call.work(), settings.identityTokenKey());
    return settings.withEchoed(EchoedFields.ofNew(settings.echoed(), call.fields()));
  }

  /**
   * Adds a mount.
   *
   * @throws RefusedException when the path is not free
   */
  void add(CoreCall call, MountPath path, String type, String description, MountSettings settings) {
    MountTable table = tables.of(call.work());
    MountPaths.requireFree(table, path);
    String prefix = path.isAuth() ? "auth_" + type : type;
    String uuid = secrets.uuid();
    // Azure trusts a mount by its accessor, which is in the subject of its tokens; it must be
    // unique.
    while (table.withAccessor(Mount.accessor(prefix, uuid)).isPresent()) {
      uuid = secrets.uuid();
    }
    call.work()
        .mounts()
        .put(new Mount(path, type, uuid, Mount.accessor(prefix, uuid), description, settings, 0));
    call.work().beginEpoch();
  }

  /** All mounts of auth methods, or all of secrets engines. */
  Answer list(CoreCall call, boolean auth) {
    Map<String, Value> mounts = new LinkedHashMap<>();
    tables.of(call.work()).mounts().stream()
        .filter(mount -> mount.path().isAuth() == auth)
        .forEach(mount -> mounts.put(mount.path().withoutAuth(), view.of(mount)));
    return Answer.data(new Value.Obj(mounts));
  }

  /**
   * The mount at the path.
   *
   * @throws RefusedException with that sentence when there is none
   */
  Answer read(CoreCall call, MountPath path, String absent) {
    return find(call, path)
        .map(mount -> Answer.data(view.of(mount)))
        .orElseThrow(() -> RefusedException.invalid(absent));
  }

  /** The mount at the path. */
  Optional<Mount> find(CoreCall call, MountPath path) {
    return tables.of(call.work()).at(path);
  }

  /**
   * Removes a mount, after its plugin has reported on it. Without its record nothing can read its
   * storage, which the sweeper removes, and its tokens are refused. While it has leases, its
   * storage and its record are kept apart for their revocation.
   */
  void remove(CoreCall call, Mount mount) {
    plugins
        .of(mount)
        .ifPresent(
            plugin ->
                plugin.disabled(
                    mount, MountTransactions.of(call.work(), mount.uuid()), call.afterCommit()));
    quotas.forget(call.work(), mount);
    call.work().mounts().remove(mount.path());
    if (engines.mayHaveLeases(mount)) {
      call.work().leases().putEnded(mount); // the sweep of leases begins that of the storage
    } else {
      call.work().sweeps().begin(mount.uuid());
    }
    call.work().beginEpoch();
  }
}
