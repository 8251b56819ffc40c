package io.azimuth.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration NONE = Duration.ZERO;
  private static final RateLimit TWO_A_SECOND = new RateLimit(2, Duration.ofSeconds(1), NONE);
  private static final RateLimit BLOCKING =
      new RateLimit(1, Duration.ofSeconds(1), Duration.ofSeconds(30));

  private Bucket bucket = Bucket.full(TWO_A_SECOND, NOW);

  private QuotaVerdict take(RateLimit limit, Duration after) {
    Bucket.Taken taken = bucket.take(limit, NOW.plus(after));
    bucket = taken.bucket();
    return taken.verdict();
  }

  @Test
  void grantsAsManyAtOnceAsTheRateAndNoMore() {
    assertThat(take(TWO_A_SECOND, NONE))
        .isEqualTo(new QuotaVerdict(true, 2, 1, Duration.ofMillis(500)));
    assertThat(take(TWO_A_SECOND, NONE))
        .isEqualTo(new QuotaVerdict(true, 2, 0, Duration.ofSeconds(1)));
    assertThat(take(TWO_A_SECOND, NONE))
        .isEqualTo(new QuotaVerdict(false, 2, 0, Duration.ofMillis(500)));
  }

  @Test
  void theNextOneHasItsTurnExactlyWhenItWasTold() {
    take(TWO_A_SECOND, NONE);
    take(TWO_A_SECOND, NONE);

    assertThat(take(TWO_A_SECOND, Duration.ofMillis(499)).granted()).isFalse();
    assertThat(take(TWO_A_SECOND, Duration.ofMillis(500)).granted()).isTrue();
    assertThat(take(TWO_A_SECOND, Duration.ofMillis(500)).granted()).isFalse();
  }

  @Test
  void aRefusalTakesNothingAway() {
    take(TWO_A_SECOND, NONE);
    take(TWO_A_SECOND, NONE);
    for (int i = 0; i < 100; i++) {
      take(TWO_A_SECOND, Duration.ofMillis(100));
    }

    assertThat(take(TWO_A_SECOND, Duration.ofMillis(500)).granted()).isTrue();
  }

  @Test
  void restDoesNotAddUpBeyondTheBurst() {
    assertThat(take(TWO_A_SECOND, Duration.ofDays(1)).remaining()).isEqualTo(1);
  }

  @Test
  void lessThanOneInAnIntervalIsOneInSeveral() {
    RateLimit slow = new RateLimit(0.5, Duration.ofSeconds(10), NONE);
    bucket = Bucket.full(slow, NOW);

    assertThat(take(slow, NONE).granted()).isTrue();
    assertThat(take(slow, NONE).reset()).isEqualTo(Duration.ofSeconds(20));
    assertThat(take(slow, Duration.ofMillis(19_999)).granted()).isFalse();
    assertThat(take(slow, Duration.ofSeconds(20)).granted()).isTrue();
  }

  @Test
  void whoAskedTooOftenIsBlockedForTheWholeInterval() {
    bucket = Bucket.full(BLOCKING, NOW);
    take(BLOCKING, NONE);

    assertThat(take(BLOCKING, NONE).reset()).isEqualTo(Duration.ofSeconds(30));
    assertThat(take(BLOCKING, Duration.ofSeconds(10)).reset()).isEqualTo(Duration.ofSeconds(20));
    assertThat(take(BLOCKING, Duration.ofMillis(29_999)).granted()).isFalse();
    assertThat(take(BLOCKING, Duration.ofSeconds(30)).granted()).isTrue();
  }

  @Test
  void aClockThatWentBackGivesNothingAndBlocksNobodyForLonger() {
    bucket = Bucket.full(BLOCKING, NOW);
    take(BLOCKING, NONE);
    take(BLOCKING, NONE);

    assertThat(take(BLOCKING, Duration.ofHours(-1)).reset()).isEqualTo(Duration.ofSeconds(30));
    assertThat(take(BLOCKING, Duration.ofHours(-1).plusSeconds(30)).granted()).isTrue();
  }

  @Test
  void canBeForgottenOnceItIsFullAgain() {
    take(TWO_A_SECOND, NONE);

    assertThat(bucket.isFull(TWO_A_SECOND, NOW.plusMillis(499))).isFalse();
    assertThat(bucket.isFull(TWO_A_SECOND, NOW.plusMillis(500))).isTrue();
  }

  @Test
  void isNotForgottenWhileItsClientIsBlocked() {
    bucket = Bucket.full(BLOCKING, NOW);
    take(BLOCKING, NONE);
    take(BLOCKING, NONE);

    assertThat(bucket.isFull(BLOCKING, NOW.plusMillis(29_999))).isFalse();
    assertThat(bucket.isFull(BLOCKING, NOW.plusSeconds(30))).isTrue();
  }
}
