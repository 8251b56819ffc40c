package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PluginOriginTest {

  @Test
  void countsThreadsWithoutAMethodThatAGroupOfAJarOverrides() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (PluginCatalog catalog = PluginCatalog.load(Optional.empty(), PinnedJars.NONE)) {
      PluginOrigin origin = catalog.origins().get(0);
      origin
          .factory("x")
          .newThread(
              () -> {
                ThreadGroup group = Thread.currentThread().getThreadGroup();
                new Thread(
                        new Counting(group, asked),
                        () -> {
                          started.countDown();
                          await(release);
                        })
                    .start();
                await(release);
              })
          .start();
      started.await();

      assertThat(origin.startedThreads()).isEqualTo(1);
      assertThat(asked).hasValue(0);
    } finally {
      release.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Counting extends ThreadGroup {

    private final AtomicInteger asked;

    Counting(ThreadGroup parent, AtomicInteger asked) {
      super(parent, "child");
      this.asked = asked;
    }

    @Override
    public int activeCount() {
      return asked.incrementAndGet();
    }

    @Override
    public int enumerate(Thread[] list, boolean recurse) {
      return asked.incrementAndGet();
    }
  }
}
