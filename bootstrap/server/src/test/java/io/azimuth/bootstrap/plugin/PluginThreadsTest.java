package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.spi.remote.Awaited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

  private static ClientNetwork client(int number) {
    return new ClientNetwork(number, false);
  }

  private <T> Awaited<T> inLine(PluginTask<T> task) {
    assertThat(task.hasPlace()).isFalse();
    return task.awaited(LONG, LONG);
  }

  @Test
  void clientsInLineTakeTurns() {
    PluginThreads one = new PluginThreads(Thread::new, 1, 8);
    List<String> order = new CopyOnWriteArrayList<>();
    PluginTask<String> first = one.submit(client(1), this::deaf);
    List<Awaited<Boolean>> all = new ArrayList<>();
    all.add(inLine(one.submit(client(1), () -> order.add("1a"))));
    all.add(inLine(one.submit(client(1), () -> order.add("1b"))));
    all.add(inLine(one.submit(client(1), () -> order.add("1c"))));
    all.add(inLine(one.submit(client(2), () -> order.add("2a"))));
    all.add(inLine(one.submit(client(3), () -> order.add("3a"))));
    assertThat(one.waiting()).isEqualTo(5);

    release.countDown();
    assertThat(first.await(LONG)).isEqualTo("late");
    all.forEach(Awaited::join);

    assertThat(order).containsExactly("1a", "2a", "3a", "1b", "1c");
    assertThat(one.waiting()).isZero();
    assertThat(one.busy()).isZero();
    one.close();
  }

  @Test
  void inAFullLineTheNewestOfWhoHasMostGivesWay() {
    PluginThreads one = new PluginThreads(Thread::new, 1, 3);
    PluginTask<String> first = one.submit(client(1), this::deaf);
    Awaited<String> a = inLine(one.submit(client(1), () -> "a"));
    Awaited<String> b = inLine(one.submit(client(1), () -> "b"));
    Awaited<String> c = inLine(one.submit(client(1), () -> "c"));
    assertThatThrownBy(() -> one.submit(client(1), () -> "d"))
        .isInstanceOf(PluginBusyException.class);

    Awaited<String> other = inLine(one.submit(client(2), () -> "other"));

    assertThatThrownBy(c::join).isInstanceOf(PluginBusyException.class);
    release.countDown();
    assertThat(first.await(LONG)).isEqualTo("late");
    assertThat(List.of(a.join(), b.join(), other.join())).containsExactly("a", "b", "other");
    one.close();
  }

  @Test
  void nobodyWaitsForThreadsThatDoNotComeBack() {
    PluginThreads one = new PluginThreads(Thread::new, 1, 3);
    assertThatThrownBy(() -> one.call(SHORT, this::deaf)).isInstanceOf(PluginLateException.class);

    assertThatThrownBy(() -> one.submit(client(1), () -> "next"))
        .isInstanceOf(PluginBusyException.class);
    one.close();
  }

  @Test
  void theTimeInLineIsAPartOfTheTimeOfTheRequest() {
    AtomicLong time = new AtomicLong();
    PluginThreads one = new PluginThreads(Thread::new, 1, 3, time::get);
    CountDownLatch free = new CountDownLatch(1);
    PluginTask<String> first = one.submit(client(1), () -> waitFor(free));
    PluginTask<String> second = one.submit(client(1), this::deaf);
    time.addAndGet(LONG.toNanos() - 1);
    free.countDown();
    assertThat(first.await(LONG)).isEqualTo("free");
    assertThat(second.hasPlace()).isTrue();

    Awaited<String> last = second.awaited(Duration.ZERO, LONG.plusMinutes(1));
    assertThat(last.<Boolean>fold(value -> true, pending -> false)).isFalse();

    time.incrementAndGet();
    assertThatThrownBy(() -> second.awaited(Duration.ZERO, LONG).join())
        .isInstanceOf(PluginLateException.class);
    assertThat(one.stuck()).isEqualTo(1);
    one.close();
  }

  private static String waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "free";
  }

  @Test
  void whoGetsAThreadInTimeIsServed() {
    PluginThreads one = new PluginThreads(Thread::new, 1, 3);
    PluginTask<String> first = one.submit(client(1), this::deaf);
    PluginTask<String> second = one.submit(client(1), () -> "second");
    release.countDown();
    assertThat(first.await(LONG)).isEqualTo("late");

    assertThat(second.awaited(Duration.ZERO, LONG).join()).isEqualTo("second");
    one.close();
  }

  @Test
  void codeThatIsLateWithoutAnybodyWaitingIsInterrupted() {
    PluginThreads one = new PluginThreads(Thread::new, 1, 3);
    PluginTask<String> slow = one.submit(client(1), this::deaf);

    assertThatThrownBy(() -> slow.awaited(SHORT, SHORT).join())
        .isInstanceOf(PluginLateException.class);
    assertThat(one.stuck()).isEqualTo(1);
    one.close();
  }

  @Test
  void whoComesWhileTheLastThreadLeavesDoesNotWait() throws Exception {
    PluginThreads one = new PluginThreads(Thread::new, 1, 1);
    for (int i = 0; i < 5_000; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      AtomicBoolean leaving = new AtomicBoolean();
      PluginTask<Integer> first =
          one.submit(
              client(1),
              () -> {
                begun.countDown();
                while (!leaving.get()) {
                  Thread.onSpinWait();
                }
                return 1;
              });
      begun.await();
      leaving.set(true);
      PluginTask<Integer> second = one.submit(client(2), () -> 2);
      assertThat(first.await(LONG)).isEqualTo(1);
      assertThat(second.awaited(LONG, LONG).join()).isEqualTo(2);
    }
    one.close();
  }

  @Test
  void whoIsOutOfTheLineWithoutAThreadIsNoStuckThread() {
    PluginThreads one = new PluginThreads(Thread::new, 1, 1);
    PluginTask<String> displaced = new PluginTask<>(one, () -> "displaced", System::nanoTime);
    displaced.refuse(); // and is told later

    assertThatThrownBy(() -> displaced.awaited(Duration.ZERO, Duration.ZERO).join())
        .isInstanceOf(PluginBusyException.class);
    assertThat(one.stuck()).isZero();
    one.close();
  }

  @Test
  void aThreadThatDoesNotStartIsNotStuckHoweverLateItIs() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch failing = new CountDownLatch(1);
    AtomicBoolean some = new AtomicBoolean();
    ThreadFactory onlyOne =
        code -> {
          if (some.compareAndSet(false, true)) {
            return new Thread(code);
          }
          starting.countDown();
          try {
            failing.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("no thread");
        };
    PluginThreads one = new PluginThreads(onlyOne, 1, 1);
    PluginTask<String> first = one.submit(client(1), this::deaf);
    PluginTask<String> next = one.submit(client(1), () -> "next");
    release.countDown();
    starting.await();

    assertThatThrownBy(() -> next.awaited(Duration.ZERO, Duration.ZERO).join())
        .isInstanceOf(PluginLateException.class);
    assertThat(one.stuck()).isEqualTo(1);
    failing.countDown();
    assertThat(first.await(LONG)).isEqualTo("late");

    assertThat(one.stuck()).isZero();
    assertThat(one.busy()).isZero();
    one.close();
  }
}
