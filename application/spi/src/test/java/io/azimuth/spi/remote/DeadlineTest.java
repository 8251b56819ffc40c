package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final CompletableFuture<String> answer = new CompletableFuture<>();

  @Test
  void withoutAThreadAnAnswerThatIsThereIsReturned() {
    answer.complete("yes");

    assertThat(patience().await(answer, ErrorCode.UNEXPECTED)).isEqualTo("yes");
    assertThat(patience().awaitCompletion(answer)).isTrue();
  }

  @Test
  void withoutAThreadAnAnswerOnItsWayIsPendingUntilItSettles() throws Exception {
    AwaitException pending =
        catchThrowableOfType(
            AwaitException.class, () -> patience().await(answer, ErrorCode.UNEXPECTED));
    assertThat(pending.settled()).isNotDone();

    answer.completeExceptionally(new IllegalStateException("broken"));

    assertThat(pending.settled().get(1, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void withoutAThreadPendingSettlesWhenPatienceEnds() throws Exception {
    Deadline patience = Deadline.parking(Duration.ofMillis(500));
    AwaitException pending =
        catchThrowableOfType(AwaitException.class, () -> patience.awaitCompletion(answer));

    pending.settled().get(5, TimeUnit.SECONDS);

    assertThat(patience.awaitCompletion(answer)).isFalse();
    assertThatThrownBy(() -> patience.await(answer, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
  }

  @Test
  void aPartEndsNoLaterThanTheWhole() {
    Deadline whole = Deadline.of(Duration.ofSeconds(10));

    assertThat(whole.within(Duration.ofSeconds(2)).remaining())
        .isLessThanOrEqualTo(Duration.ofSeconds(2))
        .isGreaterThan(Duration.ofSeconds(1));
    assertThat(whole.within(Duration.ofSeconds(20)).remaining())
        .isGreaterThan(Duration.ofSeconds(9));
  }

  private static Deadline patience() {
    return Deadline.parking(Duration.ofSeconds(10));
  }
}
