package io.azimuth.spi.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lifetimes of {@link LeaseTerms} and {@link LeaseGrant}. */
class LeaseTermsTest {

  @ParameterizedTest
  @ValueSource(longs = {-1_000, -1, 1, 500, 999})
  void refuseWhatWouldBeKeptAsZero(long millis) {
    Duration wrong = Duration.ofMillis(millis);

    assertRefused(() -> new LeaseTerms(wrong, Duration.ZERO));
    assertRefused(() -> new LeaseTerms(Duration.ZERO, wrong));
    assertRefused(() -> new LeaseGrant(wrong, Duration.ZERO, true, Map.of()));
    assertRefused(() -> new LeaseGrant(Duration.ZERO, wrong, true, Map.of()));
  }

  private static void assertRefused(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 1_500})
  void takeZeroAndSeconds(long millis) {
    Duration good = Duration.ofMillis(millis);

    assertThat(new LeaseTerms(good, good).maxTtl()).isEqualTo(good);
    assertThat(new LeaseGrant(good, good, true, Map.of()).ttl()).isEqualTo(good);
  }
}
