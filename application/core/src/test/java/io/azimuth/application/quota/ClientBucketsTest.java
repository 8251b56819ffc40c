package io.azimuth.application.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.domain.quota.QuotaScope;
import io.azimuth.domain.quota.RateLimit;
import io.azimuth.domain.quota.RateLimitQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientBucketsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final RateLimitQuota QUOTA =
      new RateLimitQuota(
          "q", "id", QuotaScope.SERVER, new RateLimit(1, Duration.ofSeconds(10), Duration.ZERO));

  private final ClientBuckets buckets = new ClientBuckets(3);

  private boolean take(int client, Instant now) {
    return buckets.take(QUOTA, new ClientNetwork(client, false), now, Set.of("id")).granted();
  }

  @Test
  void eachClientHasABucketOfItsOwn() {
    assertThat(take(1, NOW)).isTrue();
    assertThat(take(1, NOW)).isFalse();
    assertThat(take(2, NOW)).isTrue();
  }

  @Test
  void whenThereIsNoRoomNewcomersShareOneAndTheOthersKeepTheirs() {
    take(1, NOW);
    take(2, NOW);
    take(3, NOW);

    assertThat(take(4, NOW)).isTrue();
    assertThat(take(5, NOW)).isFalse();
    assertThat(take(6, NOW)).isFalse();
    assertThat(buckets.size()).isEqualTo(4);
    assertThat(take(3, NOW.plusSeconds(10))).isTrue();
  }

  @Test
  void clientsThatRestedMakeRoom() {
    take(1, NOW);
    take(2, NOW.plusSeconds(5));
    take(3, NOW.plusSeconds(5));

    assertThat(take(4, NOW.plusSeconds(10))).isTrue();
    assertThat(buckets.size()).isEqualTo(3);
    assertThat(take(4, NOW.plusSeconds(11))).isFalse();
    assertThat(take(2, NOW.plusSeconds(11))).isFalse();
  }

  @Test
  void millionsOfAddressesTakeNoMoreThanThat() {
    for (int client = 0; client < 200_000; client++) {
      take(client, NOW);
    }

    assertThat(buckets.size()).isEqualTo(4);
  }

  @Test
  void bucketsOfQuotasThatAreGoneMakeRoomAtOnce() {
    take(1, NOW);
    take(2, NOW);
    take(3, NOW);
    RateLimitQuota other = new RateLimitQuota("q", "new", QUOTA.scope(), QUOTA.limit());

    buckets.take(other, new ClientNetwork(9, false), NOW, Set.of("new"));

    assertThat(buckets.size()).isEqualTo(1);
  }
}
