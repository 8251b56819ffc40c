package io.azimuth.bootstrap.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptPausesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static AttemptPauses with(double chance) {
    return new AttemptPauses(Duration.ofSeconds(1), MINUTE, () -> chance);
  }

  @ParameterizedTest
  @CsvSource({"1, PT0.5S, PT1S", "2, PT1S, PT2S", "5, PT8S, PT16S", "7, PT30S, PT1M"})
  void doublesUpToTheLongestAndSpreads(int failures, Duration least, Duration most) {
    assertThat(with(0).after(failures, Optional.empty())).isEqualTo(least);
    assertThat(with(1).after(failures, Optional.empty())).isEqualTo(most);
  }

  @Test
  void doesNotOverflow() {
    assertThat(with(1).after(1_000_000, Optional.empty())).isEqualTo(MINUTE);
  }

  @Test
  void whatTheServerAsksForIsNeverShortened() {
    Optional<Duration> tenMinutes = Optional.of(Duration.ofMinutes(10));

    assertThat(with(0).after(1, tenMinutes)).isEqualTo(Duration.ofMinutes(10));
    assertThat(with(1).after(9, tenMinutes)).isEqualTo(Duration.ofSeconds(750));
  }
}
