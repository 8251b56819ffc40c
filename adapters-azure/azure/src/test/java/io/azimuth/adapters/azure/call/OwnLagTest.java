package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A processor of which the test gives the process a share. */
class OwnLagTest {

  private static final long STEP = 100_000;

  private long time;
  private long used;
  private long timeForStep = STEP;
  private long asked;
  private final OwnLag lag = new OwnLag(() -> time, this::work);

  private long work() {
    asked++;
    time += timeForStep;
    used += STEP;
    return used;
  }

  @Test
  void whoGetsTheProcessorDoesNotLag() {
    assertThat(lag.isLarge()).isFalse();
  }

  @Test
  void aFewNeighboursAreNoLag() {
    timeForStep = 9 * STEP;

    assertThat(lag.isLarge()).isFalse();
  }

  @Test
  void whoGetsATenthOfTheProcessorLags() {
    timeForStep = OwnLag.LARGE * STEP;

    assertThat(lag.isLarge()).isTrue();
  }

  @Test
  void whoIsStoppedInTheMiddleOfItLags() {
    timeForStep = OwnLag.WORK.toNanos() * OwnLag.LARGE;

    assertThat(lag.isLarge()).isTrue();
    assertThat(asked).as("it does not go on to the end of the work").isLessThan(10);
  }

  @Test
  void itIsMeasuredOnceASecond() {
    timeForStep = OwnLag.LARGE * STEP;
    assertThat(lag.isLarge()).isTrue();
    timeForStep = STEP;
    time += OwnLag.COUNTS_FOR.toNanos() - 1;
    assertThat(lag.isLarge()).isTrue();

    time++;

    assertThat(lag.isLarge()).isFalse();
  }

  @Test
  void whereTheTimeOfThreadsIsNotToldThereIsNoLag() {
    assertThat(new OwnLag(() -> time, () -> -1).isLarge()).isFalse();
  }

  @Test
  void theRealOneEnds() {
    OwnLag real = OwnLag.ofThisProcess();

    assertThat(real.isLarge()).isEqualTo(real.isLarge());
  }
}
