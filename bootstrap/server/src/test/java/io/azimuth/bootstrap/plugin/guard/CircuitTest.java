package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private final AtomicLong now = new AtomicLong(-100);
  private final Circuits circuits = new Circuits(now::get);

  private boolean fail(int times) {
    boolean opened = false;
    for (int i = 0; i < times; i++) {
      opened |= circuits.failed("a");
    }
    return opened;
  }

  @Test
  void opensAfterFiveLateAnswersInARowAndForThatMountAlone() {
    assertThat(fail(4)).isFalse();
    assertThat(circuits.admits("a")).isTrue();

    assertThat(fail(1)).isTrue();
    assertThat(circuits.admits("a")).isFalse();
    assertThat(circuits.admits("b")).isTrue();
    assertThat(circuits.open()).isEqualTo(1);
  }

  @Test
  void anAnswerInTimeBetweenThemStartsTheCountAgain() {
    fail(4);
    circuits.worked("a");
    fail(4);

    assertThat(circuits.admits("a")).isTrue();
  }

  @Test
  void afterThePauseOneRequestDecides() {
    fail(5);
    now.addAndGet(Circuit.PAUSE.toNanos() - 1);
    assertThat(circuits.admits("a")).isFalse();

    now.incrementAndGet();
    assertThat(circuits.admits("a")).isTrue();
    assertThat(circuits.admits("a")).as("while the one is under way").isFalse();

    assertThat(fail(1)).as("it was open already").isFalse();
    assertThat(circuits.admits("a")).isFalse();
    now.addAndGet(Circuit.PAUSE.toNanos());
    assertThat(circuits.admits("a")).isTrue();
    circuits.worked("a");
    assertThat(circuits.admits("a")).isTrue();
    assertThat(circuits.admits("a")).isTrue();
    assertThat(circuits.open()).isZero();
  }

  @Test
  void aRequestThatFoundNoThreadDecidesNothing() {
    fail(5);
    now.addAndGet(Circuit.PAUSE.toNanos());
    assertThat(circuits.admits("a")).isTrue();

    circuits.skipped("a");

    assertThat(circuits.admits("a")).as("the next one may try").isTrue();
  }

  @Test
  void aTrialWhoseOutcomeWasNeverToldIsFollowedByAnother() {
    fail(5);
    now.addAndGet(Circuit.PAUSE.toNanos());
    assertThat(circuits.admits("a")).isTrue();

    now.addAndGet(Circuit.TRIAL.toNanos() - 1);
    assertThat(circuits.admits("a")).isFalse();
    now.incrementAndGet();
    assertThat(circuits.admits("a")).isTrue();
    assertThat(circuits.admits("a")).isFalse();
  }
}
