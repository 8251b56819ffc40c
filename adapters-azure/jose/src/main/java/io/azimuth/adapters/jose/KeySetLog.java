package io.azimuth.adapters.jose;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.LogAllowance;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what happens to the keys at one location. Only one fetch at a time calls it. */
final class KeySetLog {

  private static final Logger log = LoggerFactory.getLogger(KeySetLog.class);

  private final String address;
  private final LogAllowance warnings = LogAllowance.perMinute(1);
  private Set<String> known = Set.of();

  /** For keys at that address, which is logged as it is. */
  KeySetLog(String address) {
    this.address = address;
  }

  synchronized void fetched(Set<String> now) {
    if (!now.equals(known)) {
      log.info(
          "keys changed, address={}, added={}, withdrawn={}",
          address,
          without(now, known),
          without(known, now));
      known = now;
    }
  }

  /** Logs a failed fetch, at most once a minute. */
  void failed(ServiceException fault, Instant now) {
    long unlogged = warnings.take(now);
    if (unlogged >= 0) {
      log.warn(
          "keys cannot be fetched, address={}, unlogged={}: {}",
          address,
          unlogged,
          fault.getMessage());
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
