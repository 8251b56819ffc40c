package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a batch token cannot have. */
class BatchLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, explicit_max_ttl",
    "1, 1, 1, explicit_max_ttl",
    "0, 1, 1, num_uses",
    "0, -1, 0, num_uses",
    "0, 0, 1, period",
  })
  void namesTheFirstThatABatchTokenCannotHave(
      long explicitMax, int numUses, long period, String named) {
    assertThat(BatchLimits.problem(lifetimes(explicitMax, period), numUses))
        .contains("batch tokens cannot have \"" + named + "\" set");
  }

  @Test
  void aBatchTokenMayHaveATimeToLive() {
    LifetimeSettings ttl =
        new LifetimeSettings(
            Duration.ofHours(1), Duration.ofHours(2), Duration.ZERO, Duration.ZERO);

    assertThat(BatchLimits.problem(ttl, 0)).isEmpty();
  }

  private static LifetimeSettings lifetimes(long explicitMax, long period) {
    return new LifetimeSettings(
        Duration.ZERO, Duration.ZERO, Duration.ofSeconds(explicitMax), Duration.ofSeconds(period));
  }
}
