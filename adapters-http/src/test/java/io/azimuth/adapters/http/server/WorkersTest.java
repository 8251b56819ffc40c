package io.azimuth.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.config.HttpConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private final List<String> ends = new ArrayList<>();

  @Test
  void refusesWhatIsOfferedAfterTheEnd() {
    Workers workers = new Workers(new HttpConfig.Capacity(1, 4), () -> false);
    workers.close();

    workers.offer(false, Optional.empty(), () -> ends.add("run"), () -> ends.add("refused"));

    assertThat(ends).containsExactly("refused");
  }

  @Test
  void refusesWhatFindsNoPlace() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Workers workers = new Workers(new HttpConfig.Capacity(1, 1), () -> false)) {
      workers.offer(
          false,
          Optional.empty(),
          () -> {
            begun.countDown();
            awaitQuietly(end);
          },
          () -> ends.add("first refused"));
      begun.await();
      workers.offer(false, Optional.empty(), () -> {}, () -> ends.add("second refused"));

      workers.offer(false, Optional.empty(), () -> {}, () -> ends.add("third refused"));

      assertThat(ends).containsExactly("third refused");
      end.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
