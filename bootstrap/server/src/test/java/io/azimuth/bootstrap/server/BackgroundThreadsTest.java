package io.azimuth.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundThreadsTest {

  @Test
  void maintenanceRunsWhileACleanupTakesLong() throws InterruptedException {
    CountDownLatch maintained = new CountDownLatch(3);
    CountDownLatch cleaned = new CountDownLatch(1);
    try (BackgroundThreads threads = new BackgroundThreads(0)) {
      threads.cleanUp(() -> waitFor(maintained, cleaned), Duration.ofHours(1));
      threads.maintain(maintained::countDown, Duration.ofMillis(1));

      assertThat(cleaned.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aRestoredStoreIsOpenedWhileTheSealHangs() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(3);
    CountDownLatch answered = new CountDownLatch(1);
    try (BackgroundThreads threads = new BackgroundThreads(0)) {
      threads.watchSeal(() -> waitFor(opened, answered), Duration.ofHours(1));
      threads.reopenStore(opened::countDown, Duration.ofMillis(1));

      assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void workThatFailsIsRepeated() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(2);
    try (BackgroundThreads threads = new BackgroundThreads(0)) {
      threads.maintain(
          () -> {
            runs.countDown();
            throw new IllegalStateException("planned");
          },
          Duration.ofMillis(1));

      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void workThatEndsWithAnErrorIsRepeated() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(2);
    try (BackgroundThreads threads = new BackgroundThreads(0)) {
      threads.maintain(
          () -> {
            runs.countDown();
            throw new StackOverflowError("planned");
          },
          Duration.ofMillis(1));

      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void waitFor(CountDownLatch other, CountDownLatch done) {
    try {
      other.await();
      done.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
