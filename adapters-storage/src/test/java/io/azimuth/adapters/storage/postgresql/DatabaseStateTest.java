package io.azimuth.adapters.storage.postgresql;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.metrics.NoMetrics;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DatabaseStateTest {

  private final SQLException away = new SQLException("connection refused", "08001");
  private final SQLException inDoubt = new SQLException("not confirmed", "08007");

  private long nanos = Long.MAX_VALUE - 5; // System.nanoTime may wrap around
  private final DatabaseState state =
      new DatabaseState(
          LoggerFactory.getLogger(DatabaseStateTest.class), () -> nanos, new NoMetrics());

  @Test
  void readsGoOnWhileWritesAreNotConfirmed() {
    state.writeFailed(inDoubt);

    assertThatCode(state::checkReading).doesNotThrowAnyException();
    assertFault(ErrorCode.STORE_UNAVAILABLE, "takes no writes", state::checkWriting);
    assertThat(state.problem()).contains(ErrorCode.STORE_UNAVAILABLE);
    assertThat(state.readProblem()).isEmpty();
  }

  @Test
  void aReadThatFailedIsFollowedByOneTrialAtATime() {
    state.readFailed(away);

    assertFault(ErrorCode.STORE_UNAVAILABLE, "cannot be used", state::checkReading);
    nanos += TimeUnit.MILLISECONDS.toNanos(250);
    assertThatCode(state::checkReading).doesNotThrowAnyException();
    assertFault(ErrorCode.STORE_UNAVAILABLE, "cannot be used", state::checkReading);
  }

  @Test
  void anAnsweredReadEndsTheProblemOfReadsAlone() {
    state.writeFailed(away);
    state.readFailed(away);

    state.answered();

    assertThat(state.readProblem()).isEmpty();
    assertThat(state.problem()).contains(ErrorCode.STORE_UNAVAILABLE);
  }

  @Test
  void aWriteEndsBothProblems() {
    state.writeFailed(away);
    state.readFailed(away);

    state.wrote();

    assertThat(state.readProblem()).isEmpty();
    assertThat(state.problem()).isEmpty();
  }

  @Test
  void aClosedOneLetsNoTrialThrough() {
    state.close();
    nanos += TimeUnit.SECONDS.toNanos(9);

    assertFault(ErrorCode.STORE_FAILED, "cannot be used", state::checkReading);
    assertFault(ErrorCode.STORE_FAILED, "takes no writes", state::checkWriting);
  }
}
