package io.azimuth.product.mount;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Clients that send one request after the other and record the time of each. */
final class SteadyTraffic implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<Thread> clients = new ArrayList<>();
  private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private SteadyTraffic() {}

  /** Starts the clients. Each repeats its request, which returns a status. */
  static SteadyTraffic of(IntSupplier... requests) {
    SteadyTraffic traffic = new SteadyTraffic();
    for (IntSupplier request : requests) {
      Thread client = new Thread(() -> traffic.send(request));
      traffic.clients.add(client);
      client.start();
    }
    return traffic;
  }

  private void send(IntSupplier request) {
    while (!over) {
      long begin = System.nanoTime();
      int status = request.getAsInt();
      micros.add((System.nanoTime() - begin) / 1_000);
      if (status != 200) {
        failures.add(status);
      }
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Waits until this many requests were answered and the condition holds; checks it after each
   * answer.
   */
  synchronized void await(int requests, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (micros.size() < requests || !condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not so within " + PATIENCE);
        }
        wait(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The statuses of all answers other than 200. */
  List<Integer> failures() {
    return List.copyOf(failures);
  }

  /** The 99th percentile of the response times in microseconds. */
  long p99() {
    List<Long> sorted = micros.stream().sorted().toList();
    return sorted.get((int) (sorted.size() * 0.99));
  }

  @Override
  public void close() {
    over = true;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
