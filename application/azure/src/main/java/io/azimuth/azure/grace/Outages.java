package io.azimuth.azure.grace;

import io.azimuth.domain.azure.grace.Outage;
import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Since when Resource Manager gives each mount no answer, as this server sees it; in memory,
 * bounded. Safe for use by many threads.
 */
public final class Outages {

  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final int MAX = 4_096;

  private final LruCache<String, AtomicReference<Optional<Outage>>> mounts = new LruCache<>(MAX);
  private final LogAllowance warnings = LogAllowance.perMinute(1);
  private final Clock clock;

  public Outages(Clock clock) {
    this.clock = clock;
  }

  /** Resource Manager answered a call of the mount, with any answer. */
  public void answered(String mountUuid) {
    mounts.find(mountUuid).ifPresent(it -> it.set(Optional.empty()));
  }

  /** A call of the mount ended without an answer. */
  public void failed(String mountUuid) {
    mounts
        .get(mountUuid, key -> new AtomicReference<>(Optional.empty()))
        .updateAndGet(
            outage ->
                Optional.of(
                    outage
                        .map(it -> it.failedAgain(clock.instant()))
                        .orElseGet(() -> Outage.beginning(clock.instant()))));
  }

  /**
   * The time of a call of the mount ran out while this server itself was too slow: that proves
   * nothing about Azure, so it neither begins an outage nor goes on with one.
   */
  public void unclear(String mountUuid) {
    long unlogged = warnings.take(clock.instant());
    if (unlogged >= 0) {
      LOG.warn(
          "this server gets too little of the processor: a call to Resource Manager without an"
              + " answer does not count as an outage, mount={}, unlogged={}",
          mountUuid,
          unlogged);
    }
  }

  /** The outage of the mount, if Resource Manager is away now. */
  public Optional<Outage> away(String mountUuid) {
    return mounts
        .find(mountUuid)
        .flatMap(AtomicReference::get)
        .filter(it -> it.isAway(clock.instant()));
  }
}
