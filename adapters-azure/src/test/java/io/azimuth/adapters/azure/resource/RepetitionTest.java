package io.azimuth.adapters.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.azure.DirectoryAccess.Retries;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {

  @Test
  void doublesUpToTheLongestWait() {
    Repetition repetition =
        Repetition.of(new Retries(3, Duration.ofSeconds(4), Duration.ofSeconds(60)));

    assertThat(repetition.waitAfter(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(repetition.waitAfter(4)).isEqualTo(Duration.ofSeconds(32));
    assertThat(repetition.waitAfter(5)).isEqualTo(Duration.ofSeconds(60));
    assertThat(repetition.waitAfter(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void settingsThatTheSdkRefusesBecomeTheNearestThatItTakes() {
    Repetition repetition =
        Repetition.of(new Retries(-1, Duration.ofSeconds(-5), Duration.ofSeconds(-9)));

    assertThat(repetition).isEqualTo(new Repetition(0, Duration.ofMillis(1), Duration.ofMillis(1)));
    assertThat(repetition.policy()).isNotNull();
  }

  @Test
  void theLongestWaitIsNotShorterThanTheFirst() {
    assertThat(Repetition.of(new Retries(1, Duration.ofSeconds(5), Duration.ofSeconds(2))))
        .isEqualTo(new Repetition(1, Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }

  @Test
  void theLastTryComesAfterAllRepetitions() {
    Repetition repetition = new Repetition(2, Duration.ofMillis(1), Duration.ofMillis(1));

    assertThat(repetition.isLast(2)).isFalse();
    assertThat(repetition.isLast(3)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 409, 501, 505})
  void whatStaysTheSameIsNotRepeated(int status) {
    assertThat(Repetition.isWorthwhile(status)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatMayPassIsRepeated(int status) {
    assertThat(Repetition.isWorthwhile(status)).isTrue();
  }

  @Test
  void brokenConnectionsAreRepeatedAndRefusalsAreNot() {
    assertThat(Repetition.isWorthwhile(new IllegalStateException(new IOException()))).isTrue();
    assertThat(Repetition.isWorthwhile(new SignInException("refused"))).isFalse();
    assertThat(Repetition.isWorthwhile(GivenUpException.after(new IOException()))).isFalse();
  }
}
