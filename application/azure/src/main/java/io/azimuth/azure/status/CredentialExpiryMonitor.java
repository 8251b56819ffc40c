package io.azimuth.azure.status;

import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.StoredText;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.ExpiryNotice;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns before the credential of a mount expires: 30, 7 and 1 days before, and when it has expired.
 * Each warning is given once, also across restarts. Reports the expiry as a metric.
 */
public final class CredentialExpiryMonitor implements MetricSource {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialExpiryMonitor.class);
  private static final String PATH = "expiry-notice";
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
  private static final int MAX_MOUNTS = 1_024;

  private final LruCache<String, Seen> seen = new LruCache<>(MAX_MOUNTS);
  private final ConfigStore configs;
  private final CredentialExpiry ends;
  private final MountStore store;
  private final Clock clock;

  private record Seen(String path, Instant at, Optional<Instant> end) {}

  public CredentialExpiryMonitor(
      ConfigStore configs, CredentialExpiry ends, MountStore store, Clock clock) {
    this.configs = configs;
    this.ends = ends;
    this.store = store;
    this.clock = clock;
  }

  /** Checks the credential of a mount, at most once a minute. */
  public void check(Mount mount, MountTransaction work) {
    Instant now = clock.instant();
    if (seen.find(mount.uuid()).filter(it -> isFresh(it.at(), now, PAUSE)).isPresent()) {
      return;
    }
    Optional<Instant> end = configs.find(work).flatMap(it -> ends.of(mount.uuid(), it));
    seen.put(mount.uuid(), new Seen(mount.path().text(), now, end));
    end.ifPresent(it -> consider(mount, it, now));
  }

  private void consider(Mount mount, Instant end, Instant now) {
    Optional<ExpiryNotice> due = ExpiryNotice.due(end, now);
    if (due.isEmpty()) {
      return;
    }
    MountTransaction work = store.begin(mount.uuid());
    Optional<Value.Obj> warned = work.storage().get(PATH);
    if (warned.filter(it -> isWarned(it, end, due.get())).isPresent()) {
      return;
    }
    work.storage()
        .put(
            PATH,
            Value.Obj.builder().put("end", end.toString()).put("notice", due.get().name()).build());
    var unused =
        store
            .commit(work)
            .thenAccept(
                outcome -> {
                  if (outcome == CommitOutcome.COMMITTED) {
                    warn(mount, end, due.get());
                  }
                });
  }

  private static boolean isWarned(Value.Obj warned, Instant end, ExpiryNotice due) {
    return StoredText.of(warned, "end").equals(end.toString())
        && ExpiryNotice.valueOf(StoredText.of(warned, "notice")).compareTo(due) >= 0;
  }

  private static void warn(Mount mount, Instant end, ExpiryNotice notice) {
    if (notice == ExpiryNotice.ENDED) {
      LOG.error(
          "the credential of the server has ended, mount={}, end={}: write a new one",
          mount.path(),
          end);
    } else {
      LOG.warn(
          "the credential of the server ends within {} days, mount={}, end={}: replace it, or"
              + " rotate it where it is a stored client_secret",
          notice.days(),
          mount.path(),
          end);
    }
  }

  @Override
  public List<Measurement> measure() {
    Instant now = clock.instant();
    return seen.copy().values().stream()
        .filter(it -> isFresh(it.at(), now, FORGOTTEN_AFTER))
        .flatMap(it -> it.end().map(end -> gauge(it.path(), end)).stream())
        .toList();
  }

  private static Measurement gauge(String path, Instant end) {
    return Measurement.gauge(
        "azimuth_azure_credential_expiry_timestamp_seconds",
        "When the credential that a mount signs in to Azure with ends, in seconds since 1970.",
        Map.of("mount", path),
        (double) end.getEpochSecond());
  }

  // A clock that was set back makes every record outdated.
  private static boolean isFresh(Instant at, Instant now, Duration length) {
    Duration age = Duration.between(at, now);
    return !age.isNegative() && age.compareTo(length) < 0;
  }
}
