package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A processor of which the test gives the process a share. */
class ProcessorLagTest {

  private static final long STEP = 100_000;

  private long time;
  private long used;
  private long timeForStep = STEP;
  private long asked;
  private final ProcessorLag lag = new ProcessorLag(() -> time, this::work);

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
    timeForStep = ProcessorLag.LARGE * STEP;

    assertThat(lag.isLarge()).isTrue();
  }

  @Test
  void whoIsStoppedInTheMiddleOfItLags() {
    timeForStep = ProcessorLag.WORK.toNanos() * ProcessorLag.LARGE;

    assertThat(lag.isLarge()).isTrue();
    assertThat(asked).as("it does not go on to the end of the work").isLessThan(10);
  }

  @Test
  void itIsMeasuredOnceASecond() {
    timeForStep = ProcessorLag.LARGE * STEP;
    assertThat(lag.isLarge()).isTrue();
    timeForStep = STEP;
    time += ProcessorLag.COUNTS_FOR.toNanos() - 1;
    assertThat(lag.isLarge()).isTrue();

    time++;

    assertThat(lag.isLarge()).isFalse();
  }

  @Test
  void whereTheTimeOfThreadsIsNotToldThereIsNoLag() {
    assertThat(new ProcessorLag(() -> time, () -> -1).isLarge()).isFalse();
  }

  @Test
  void theRealOneEnds() {
    ProcessorLag real = ProcessorLag.ofThisProcess();

    assertThat(real.isLarge()).isEqualTo(real.isLarge());
  }
}
