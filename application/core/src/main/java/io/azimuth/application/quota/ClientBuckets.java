package io.azimuth.application.quota;

import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.domain.quota.Bucket;
import io.azimuth.domain.quota.QuotaVerdict;
import io.azimuth.domain.quota.RateLimit;
import io.azimuth.domain.quota.RateLimitQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket for each client that a quota has seen recently, up to a fixed number. When there is no
 * room, clients with a full bucket are dropped, which changes nothing for them. If that frees no
 * room, new clients share one bucket of the quota: a stranger with many addresses can neither fill
 * the memory nor pass the limit, and known clients keep their own bucket. Safe for use by many
 * threads.
 */
final class ClientBuckets {

  private static final Duration BETWEEN_CLEANINGS = Duration.ofSeconds(1);

  private final int most;
  private final Map<Key, Held> held = new ConcurrentHashMap<>();
  private Instant cleaned = Instant.MIN;

  ClientBuckets(int most) {
    this.most = most;
  }

  int size() {
    return held.size();
  }

  /**
   * Takes a token from the bucket of the client.
   *
   * @param live the ids of all existing quotas
   */
  QuotaVerdict take(RateLimitQuota quota, ClientNetwork client, Instant now, Set<String> live) {
    Key key = keyFor(quota, client, now, live);
    QuotaVerdict[] verdict = new QuotaVerdict[1];
    held.compute(
        key,
        (k, before) -> {
          Bucket bucket = before == null ? Bucket.full(quota.limit(), now) : before.bucket();
          Bucket.Taken taken = bucket.take(quota.limit(), now);
          verdict[0] = taken.verdict();
          return new Held(taken.bucket(), quota.limit());
        });
    return verdict[0];
  }

  private Key keyFor(RateLimitQuota quota, ClientNetwork client, Instant now, Set<String> live) {
    Key own = new Key(quota.id(), Optional.of(client));
    if (held.size() < most || held.containsKey(own)) {
      return own;
    }
    clean(now, live);
    return held.size() < most ? own : new Key(quota.id(), Optional.empty());
  }

  // At most once a second: scanning all buckets is too slow for each request of a flood.
  private synchronized void clean(Instant now, Set<String> live) {
    if (!cleaned.equals(Instant.MIN)
        && Duration.between(cleaned, now).abs().compareTo(BETWEEN_CLEANINGS) < 0) {
      return;
    }
    cleaned = now;
    held.entrySet()
        .removeIf(
            one ->
                !live.contains(one.getKey().quota())
                    || one.getValue().bucket().isFull(one.getValue().limit(), now));
  }

  /** The owner of a bucket; without a client it is the shared bucket of new clients. */
  private record Key(String quota, Optional<ClientNetwork> client) {}

  /** A bucket and the limit that refills it. */
  private record Held(Bucket bucket, RateLimit limit) {}
}
