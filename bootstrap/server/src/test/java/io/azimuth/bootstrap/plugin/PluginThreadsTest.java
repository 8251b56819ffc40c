package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginThreadsTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final PluginThreads threads = new PluginThreads(Thread::new, 1);

  @AfterEach
  void close() {
    release.countDown();
    threads.close();
  }

  private String deaf() {
    boolean waiting = true;
    while (waiting) {
      try {
        release.await();
        waiting = false;
      } catch (InterruptedException e) {
        interrupted.set(true);
      }
    }
    released.countDown();
    return "late";
  }

  @Test
  void returnsAndThrowsWhatTheCodeDoes() {
    assertThat(threads.<String>call(LONG, () -> Thread.currentThread().getName()))
        .isNotEqualTo(Thread.currentThread().getName());
    AssertionError error = new AssertionError("x");
    assertThatThrownBy(
            () ->
                threads.call(
                    LONG,
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(threads.busy()).isZero();
  }

  @Test
  void aPlaceIsFreeAsSoonAsTheCallerHasTheOutcome() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(threads.<Integer>call(LONG, () -> 1)).isEqualTo(1);
    }
  }

  @Test
  void whatIsLateIsInterruptedAndKeepsItsPlaceUntilItEnds() throws Exception {
    assertThatThrownBy(() -> threads.call(SHORT, this::deaf))
        .isInstanceOf(PluginLateException.class)
        .hasMessage("no answer within 20 ms");

    assertThat(threads.stuck()).isEqualTo(1);
    assertThatThrownBy(() -> threads.call(LONG, () -> "next"))
        .isInstanceOf(PluginBusyException.class);

    release.countDown();
    assertThat(released.await(1, TimeUnit.MINUTES)).isTrue();
    while (threads.busy() > 0) {
      Thread.onSpinWait();
    }
    assertThat(interrupted).isTrue();
    assertThat(threads.stuck()).isZero();
    assertThat(threads.<Boolean>call(LONG, Thread::interrupted)).isFalse();
  }
}
