package io.azimuth.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.SecretGenerator;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPausesTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "7, 64", "8, 100", "49, 100"})
  void theLongestPauseDoublesUpToALimit(int attempts, int millis) {
    assertThat(pauses(0xff).after(attempts)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void chanceTakesAPartOfIt() {
    assertThat(pauses(0x7f).after(8)).isBetween(Duration.ofMillis(49), Duration.ofMillis(50));
    assertThat(pauses(0).after(8)).isPositive().isLessThan(Duration.ofMillis(1));
  }

  private static RetryPauses pauses(int chance) {
    return new RetryPauses(
        new SecretGenerator() {
          @Override
          public byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, (byte) chance);
            return bytes;
          }

          @Override
          public String base62(int length) {
            throw new AssertionError("not asked for");
          }

          @Override
          public String uuid() {
            throw new AssertionError("not asked for");
          }
        });
  }
}
