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
 * A bucket for each client that a quota has seen lately, and not for more than so many. When there
 * is no room, clients that rested are forgotten, which changes nothing for them; if that does not
 * help, newcomers share one bucket of the quota: many addresses get a stranger neither memory nor a
 * way past the limit, and whoever was known before keeps a bucket of its own. Safe for use by many
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
   * @param live the ids of the quotas that there are
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

  // Looking at all of them is too much for each request of a flood.
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

  /** Whose bucket it is; without a client it is that of all newcomers. */
  private record Key(String quota, Optional<ClientNetwork> client) {}

  /** A bucket and the limit that it is filled by. */
  private record Held(Bucket bucket, RateLimit limit) {}
}
