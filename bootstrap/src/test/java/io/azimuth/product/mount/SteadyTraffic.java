package io.azimuth.product.mount;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A few clients that send one request after the other and note how long each took. */
final class SteadyTraffic implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<Thread> clients = new ArrayList<>();
  private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private SteadyTraffic() {}

  /** Begins; each client repeats its request, which gives a status. */
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

  /** Waits until so many requests were answered and the condition holds, asked after each. */
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

  /** The statuses of all requests that were not answered with 200. */
  List<Integer> failures() {
    return List.copyOf(failures);
  }

  /** The time that 99 of 100 requests stayed below, in microseconds. */
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
