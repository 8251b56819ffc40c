package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

  /** How long a watch is kept that is not ticked. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final Map<String, MountWatch> watches = new ConcurrentHashMap<>();
  private final ConfigStore configs;
  private final WatchServices services;
  private final int room;

  /** Watches up to 50,000 holders of tokens of a mount in one round. */
  public ResourceWatcher(ConfigStore configs, WatchServices services) {
    this(configs, services, WatchRound.MOST_HOLDERS);
  }

  /** The same with room for so many holders. */
  ResourceWatcher(ConfigStore configs, WatchServices services, int room) {
    this.configs = configs;
    this.services = services;
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
    Instant now = services.clock().instant();
    if (!watches.containsKey(mount.uuid())) {
      forgetIdle(now);
    }
    watches
        .computeIfAbsent(mount.uuid(), key -> new MountWatch(services, room))
        .tick(mount, work, on.get(), now);
  }

  // Another server does the work for a while, and mounts that end then are not reported here.
  private void forgetIdle(Instant now) {
    watches.values().removeIf(it -> it.isIdleSince(now.minus(KEPT)));
  }

  /** How many mounts are remembered. */
  int size() {
    return watches.size();
  }

  /** Ends the watch of a mount, which was turned off or removed. */
  public void forget(String mountUuid) {
    Optional.ofNullable(watches.remove(mountUuid)).ifPresent(MountWatch::stop);
  }
}
