package io.azimuth.bootstrap.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.tracing.CallerTraces.Wish;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTracesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int MOST = 500;

  private final AtomicLong nanos = new AtomicLong(-5 * SECOND);
  private double chance;

  private CallerTraces decision(double ratio, int perSecond) {
    return new CallerTraces(ratio, MOST, perSecond, () -> chance, nanos::get);
  }

  private static long recorded(CallerTraces decision, Wish wish, int requests) {
    return IntStream.range(0, requests).filter(i -> decision.records(wish)).count();
  }

  @Test
  void theShareDecidesWithoutAWish() {
    CallerTraces decision = decision(0.25, 10);
    chance = 0.2499;
    assertThat(decision.records(Wish.NONE)).isTrue();
    chance = 0.25;
    assertThat(decision.records(Wish.NONE)).isFalse();
  }

  @Test
  void allAreRecordedWithAShareOfOneAndNoneWithZero() {
    chance = 0.999_999;
    assertThat(decision(1, 10).records(Wish.NONE)).isTrue();
    chance = 0;
    assertThat(decision(0, 10).records(Wish.NONE)).isFalse();
  }

  @Test
  void callersCannotAskForMoreThanTheLimitOfASecond() {
    chance = 0.5;
    CallerTraces decision = decision(0.1, 3);

    assertThat(recorded(decision, Wish.RECORD, 1_000)).isEqualTo(3);
    nanos.addAndGet(SECOND - 1);
    assertThat(recorded(decision, Wish.RECORD, 1_000)).isZero();
    nanos.addAndGet(1);
    assertThat(recorded(decision, Wish.RECORD, 1_000)).isEqualTo(3);
  }

  @Test
  void theShareHasALimitOfASecondToo() {
    CallerTraces decision = decision(1, 3);

    assertThat(recorded(decision, Wish.NONE, 10_000)).isEqualTo(MOST);
    nanos.addAndGet(SECOND);
    assertThat(recorded(decision, Wish.NONE, 10_000)).isEqualTo(MOST);
    assertThat(recorded(decision, Wish.RECORD, 10_000)).isEqualTo(3);
  }

  @Test
  void aRequestThatIsRecordedAnywayTakesNothingOfTheLimit() {
    CallerTraces decision = decision(0.1, 3);
    chance = 0;
    assertThat(recorded(decision, Wish.RECORD, 100)).isEqualTo(100);
    chance = 0.5;
    assertThat(recorded(decision, Wish.RECORD, 100)).isEqualTo(3);
  }

  @Test
  void aCallerMayAskThatItsRequestIsNotRecorded() {
    chance = 0;
    assertThat(decision(1, 1).records(Wish.SKIP)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void withoutALimitNoWishCounts(Wish wish) {
    chance = 0.5;
    assertThat(decision(1, 0).records(wish)).isTrue();
    assertThat(decision(0.1, 0).records(wish)).isFalse();
  }
}
