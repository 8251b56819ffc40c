package io.azimuth.adapters.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

class SelectorRoundsTest {

  private final SelectorRounds rounds = new SelectorRounds();
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
    assertThat(worker.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskThatWaitedShowsThatTheThreadsAreBehindForAWhile() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    thread.execute(() -> awaitQuietly(busy));
    CompletableFuture<Boolean> behind = found();
    Thread.sleep(20); // how long the task waits
    busy.countDown();

    assertThat(behind.get(10, TimeUnit.SECONDS)).isTrue();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (rounds.areBehind() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(rounds.areBehind()).isFalse();
  }

  @Test
  void aTaskThatDidNotWaitShowsNothing() throws Exception {
    boolean behind = true;
    for (int i = 0; i < 50 && behind; i++) { // on a busy machine some do wait
      behind = found().get(10, TimeUnit.SECONDS);
      Thread.sleep(behind ? 110 : 0);
    }

    assertThat(behind).isFalse();
  }

  private CompletableFuture<Boolean> found() {
    CompletableFuture<Boolean> behind = new CompletableFuture<>();
    rounds.execute(thread, () -> behind.complete(rounds.areBehind()));
    return behind;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
