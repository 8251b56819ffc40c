package io.azimuth.application.quota;

import io.azimuth.domain.quota.RateLimitQuota;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.remote.LogAllowance;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports refusals to the operator: a count for each quota, and a line in the log at the first
 * refusal and once a minute after that, however many there are. Safe for use by many threads.
 */
final class QuotaViolations {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaViolations.class);

  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /** Counts one refusal, and drops the counts of removed quotas. */
  void add(RateLimitQuota quota, InetAddress client, Instant now, Set<String> names) {
    if (counts.size() > names.size()) {
      counts.keySet().retainAll(names);
    }
    Count count = counts.computeIfAbsent(quota.name(), name -> new Count());
    count.total.increment();
    long unlogged = count.lines.take(now);
    if (unlogged >= 0) {
      LOG.warn(
          "a rate limit quota refuses requests, quota={}, refused={}, client={}:"
              + " sys/quotas/rate-limit/{} says how many may come",
          quota.name(),
          unlogged + 1,
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
                    (double) one.getValue().total.sum()))
        .toList();
  }

  /** The refusals of one quota since the start. */
  private static final class Count {
    private final LongAdder total = new LongAdder();
    private final LogAllowance lines = LogAllowance.perMinute(1);
  }
}
