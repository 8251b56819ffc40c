package io.azimuth.adapters.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

class SelectorRoundsTest {

  private static final long FIVE_MILLIS = TimeUnit.MILLISECONDS.toNanos(5);

  private final AtomicLong now = new AtomicLong();
  private final SelectorRounds rounds = new SelectorRounds(now::get);
  private XnioWorker worker;
  private XnioIoThread thread;

  @BeforeEach
  void start() throws IOException {
    worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
    thread = worker.getIoThread();
  }

  @AfterEach
  void stop() throws InterruptedException {
    worker.shutdownNow();
    assertThat(worker.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void aTaskThatWaitedShowsThatTheThreadsAreBehindForAWhile() throws Exception {
    assertThat(foundAfter(FIVE_MILLIS + 1)).isTrue();

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100) - 1);
    assertThat(rounds.areBehind()).isTrue();
    now.incrementAndGet();
    assertThat(rounds.areBehind()).isFalse();
  }

  @Test
  void aTaskThatDidNotWaitLongShowsNothing() throws Exception {
    assertThat(rounds.areBehind()).isFalse();
    assertThat(foundAfter(FIVE_MILLIS)).isFalse();
  }

  @Test
  void aTaskThatDidNotWaitDoesNotHideAnotherThatDid() throws Exception {
    assertThat(foundAfter(FIVE_MILLIS + 1)).isTrue();

    assertThat(foundAfter(0)).isTrue();
  }

  @Test
  void anErrorOfOneConnectionLeavesTheOthers() throws Exception {
    CompletableFuture<String> next = new CompletableFuture<>();
    thread.execute(
        () -> {
          rounds.await(
              thread,
              () -> {
                throw new StackOverflowError("planned");
              });
          rounds.await(thread, () -> next.complete("continued"));
        });

    assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("continued");
  }

  /** What a task finds that waited so many nanoseconds for its thread. */
  private boolean foundAfter(long waited) throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CompletableFuture<Boolean> behind = new CompletableFuture<>();
    thread.execute(() -> awaitQuietly(busy));
    rounds.execute(thread, () -> behind.complete(rounds.areBehind()));
    now.addAndGet(waited);
    busy.countDown();
    return behind.get(1, TimeUnit.MINUTES);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
