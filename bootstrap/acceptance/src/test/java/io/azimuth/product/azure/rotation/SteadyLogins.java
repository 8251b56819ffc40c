package io.azimuth.product.azure.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** A client that logs in at all mounts, one after the other, repeatedly. */
final class SteadyLogins implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestingServer server;
  private final List<RotationLab> labs;
  private final AtomicInteger granted = new AtomicInteger();
  private final AtomicInteger waits = new AtomicInteger();
  private final AtomicIntegerArray seen; // for each mount the latest wait that it has ended
  private final AtomicInteger lives = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "steady-logins");
  private volatile boolean paused;
  private volatile boolean ended;

  private SteadyLogins(TestingServer server, List<RotationLab> labs) {
    this.server = server;
    this.labs = labs;
    this.seen = new AtomicIntegerArray(labs.size());
  }

  static SteadyLogins begin(TestingServer server, List<RotationLab> labs) {
    SteadyLogins logins = new SteadyLogins(server, labs);
    logins.thread.setDaemon(true);
    logins.thread.start();
    return logins;
  }

  private void run() {
    for (int i = 0; !ended; i = (i + 1) % labs.size()) {
      if (paused) {
        LockSupport.parkNanos(10_000_000);
      } else {
        logIn(i);
      }
    }
  }

  private void logIn(int number) {
    int life = lives.get();
    int wait = waits.get();
    try {
      Reply reply = labs.get(number).logIn(server.anonymous());
      if (reply.status() == 200) {
        granted.incrementAndGet();
        seen.set(number, wait);
      } else if (reply.status() == 503) {
        late.incrementAndGet(); // a new server loads Resource Manager's client first
      } else {
        refusals.add(labs.get(number).path("") + " " + reply.status() + " " + reply.errors());
      }
    } catch (RuntimeException e) {
      if (life == lives.get()) { // otherwise the kill caused it
        refusals.add(String.valueOf(e));
      }
    }
  }

  /** Starts no more logins. Failures of logins that the kill interrupts are ignored. */
  void pause() {
    paused = true;
    lives.incrementAndGet();
  }

  void resume() {
    paused = false;
  }

  /** Waits until a login at each mount is granted that starts after this call. */
  void awaitOneOfEach() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int wait = waits.incrementAndGet();
    for (int i = 0; i < labs.size(); i++) {
      while (seen.get(i) < wait) {
        assertThat(System.nanoTime())
            .as("logins at %s, refused: %s", labs.get(i).path(""), refusals)
            .isLessThan(deadline);
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  /** The refusals of logins that should have been granted. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public String toString() {
    return granted + " granted, " + late + " late";
  }

  @Override
  public void close() {
    ended = true;
  }
}
