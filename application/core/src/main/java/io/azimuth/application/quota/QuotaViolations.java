package io.azimuth.application.quota;

import io.azimuth.domain.quota.RateLimitQuota;
import io.azimuth.spi.metrics.Measurement;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports refusals to the operator: a count for each quota, and a line in the log at the first
 * refusal and once a minute after that, however many there are. Safe for use by many threads.
 */
final class QuotaViolations {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaViolations.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /** Counts one refusal, and drops the counts of removed quotas. */
  void add(RateLimitQuota quota, InetAddress client, Instant now, Set<String> names) {
    if (counts.size() > names.size()) {
      counts.keySet().retainAll(names);
    }
    Count count =
        counts.compute(
            quota.name(), (name, before) -> (before == null ? Count.NONE : before).another(now));
    if (count.told() == count.total()) {
      LOG.warn(
          "a rate limit quota refuses requests, quota={}, refused={}, client={}:"
              + " sys/quotas/rate-limit/{} says how many may come",
          quota.name(),
          count.unsaid(),
          client.getHostAddress(),
          quota.name());
    }
  }

  List<Measurement> measure() {
    return counts.entrySet().stream()
        .map(
            one ->
                Measurement.counter(
                    "vault_quota_rate_limit_violation",
                    "Requests that a rate limit quota refused.",
                    Map.of("name", one.getKey()),
                    (double) one.getValue().total()))
        .toList();
  }

  /**
   * The refusals of one quota.
   *
   * @param total since the start
   * @param told the total at the last line in the log
   * @param unsaid how many refusals that line stood for
   * @param at when it was written
   */
  private record Count(long total, long told, long unsaid, Instant at) {

    static final Count NONE = new Count(0, 0, 0, Instant.MIN);

    Count another(Instant now) {
      boolean due = told == 0 || !now.isBefore(at.plus(BETWEEN_LINES)) || now.isBefore(at);
      return due
          ? new Count(total + 1, total + 1, total + 1 - told, now)
          : new Count(total + 1, told, unsaid, at);
    }
  }
}
