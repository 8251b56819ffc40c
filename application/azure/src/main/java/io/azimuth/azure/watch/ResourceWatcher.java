package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the machines that hold tokens, on mounts with {@code watch_resources}, and revokes the
 * tokens of those that are gone. Runs where the background work runs: on one server of a cluster.
 * Safe for use by many threads.
 */
public final class ResourceWatcher {

  /** How many threads watches use at once. */
  public static final int LANES = WatchRound.AT_ONCE;

  private final Map<String, MountWatch> watches = new ConcurrentHashMap<>();
  private final ConfigStore configs;
  private final WatchServices services;
  private final int room;

  /** Watches up to 50,000 machines of a mount in one round. */
  public ResourceWatcher(ConfigStore configs, WatchServices services) {
    this(configs, services, WatchRound.MOST_MACHINES);
  }

  /** The same with room for so many machines. */
  ResourceWatcher(ConfigStore configs, WatchServices services, int room) {
    this.configs = Objects.requireNonNull(configs, "configs");
    this.services = Objects.requireNonNull(services, "services");
    this.room = room;
  }

  /** Does what is due for the mount; in the background, about every second. Does not block. */
  public void run(Mount mount, MountTransaction work) {
    Optional<AzureSettings> on =
        configs.find(work).filter(settings -> settings.azure().watchResources());
    if (on.isEmpty()) {
      forget(mount.uuid());
      return;
    }
    watches
        .computeIfAbsent(mount.uuid(), key -> new MountWatch(services, room))
        .tick(mount, work, on.get(), services.clock().instant());
  }

  /** Ends the watch of a mount, which was turned off or removed. */
  public void forget(String mountUuid) {
    Optional.ofNullable(watches.remove(mountUuid)).ifPresent(MountWatch::stop);
  }
}
