package io.azimuth.adapters.azure.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.DirectoryAccess.Retries;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRulesTest {

  @Test
  void doublesUpToTheLongestWait() {
    RetryRules repetition =
        RetryRules.of(new Retries(3, Duration.ofSeconds(4), Duration.ofSeconds(60)));

    assertThat(repetition.waitAfter(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(repetition.waitAfter(4)).isEqualTo(Duration.ofSeconds(32));
    assertThat(repetition.waitAfter(5)).isEqualTo(Duration.ofSeconds(60));
    assertThat(repetition.waitAfter(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void settingsThatTheSdkRefusesBecomeTheNearestThatItTakes() {
    RetryRules repetition =
        RetryRules.of(new Retries(-1, Duration.ofSeconds(-5), Duration.ofSeconds(-9)));

    assertThat(repetition).isEqualTo(new RetryRules(0, Duration.ofMillis(1), Duration.ofMillis(1)));
    assertThat(repetition.policy()).isNotNull();
  }

  @Test
  void theLongestWaitIsNotShorterThanTheFirst() {
    assertThat(RetryRules.of(new Retries(1, Duration.ofSeconds(5), Duration.ofSeconds(2))))
        .isEqualTo(new RetryRules(1, Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }

  @Test
  void theLastTryComesAfterAllRepetitions() {
    RetryRules repetition = new RetryRules(2, Duration.ofMillis(1), Duration.ofMillis(1));

    assertThat(repetition.isLast(2)).isFalse();
    assertThat(repetition.isLast(3)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 409, 501, 505})
  void whatStaysTheSameIsNotRepeated(int status) {
    assertThat(RetryRules.isRetryable(status)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatMayPassIsRepeated(int status) {
    assertThat(RetryRules.isRetryable(status)).isTrue();
  }

  @Test
  void brokenConnectionsAreRepeatedAndRefusalsAreNot() {
    assertThat(RetryRules.isRetryable(new IllegalStateException(new IOException()))).isTrue();
    assertThat(RetryRules.isRetryable(new SignInException("refused"))).isFalse();
    assertThat(RetryRules.isRetryable(RetryBudgetExceededException.after(new IOException())))
        .isFalse();
  }
}
