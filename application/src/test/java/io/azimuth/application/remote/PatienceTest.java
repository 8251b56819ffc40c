package io.azimuth.application.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final CompletableFuture<String> answer = new CompletableFuture<>();

  @Test
  void withoutAThreadAnAnswerThatIsThereIsReturned() {
    answer.complete("yes");

    assertThat(patience().await(answer, ErrorCode.UNEXPECTED)).isEqualTo("yes");
    assertThat(patience().outlasts(answer)).isTrue();
  }

  @Test
  void withoutAThreadAnAnswerOnItsWayIsPendingUntilItSettles() throws Exception {
    PendingException pending =
        catchThrowableOfType(
            PendingException.class, () -> patience().await(answer, ErrorCode.UNEXPECTED));
    assertThat(pending.settled()).isNotDone();

    answer.completeExceptionally(new IllegalStateException("broken"));

    assertThat(pending.settled().get(1, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void withoutAThreadPendingSettlesWhenPatienceEnds() throws Exception {
    Patience patience = Patience.withoutThread(Duration.ofMillis(500));
    PendingException pending =
        catchThrowableOfType(PendingException.class, () -> patience.outlasts(answer));

    pending.settled().get(5, TimeUnit.SECONDS);

    assertThat(patience.outlasts(answer)).isFalse();
    assertThatThrownBy(() -> patience.await(answer, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
  }

  @Test
  void aPartEndsNoLaterThanTheWhole() {
    Patience whole = Patience.of(Duration.ofSeconds(10));

    assertThat(whole.within(Duration.ofSeconds(2)).left())
        .isLessThanOrEqualTo(Duration.ofSeconds(2))
        .isGreaterThan(Duration.ofSeconds(1));
    assertThat(whole.within(Duration.ofSeconds(20)).left()).isGreaterThan(Duration.ofSeconds(9));
  }

  private static Patience patience() {
    return Patience.withoutThread(Duration.ofSeconds(10));
  }
}
