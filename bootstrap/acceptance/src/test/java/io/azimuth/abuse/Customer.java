package io.azimuth.abuse;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A caller with a token who looks itself up and writes a secret, at both listeners, at a fixed
 * rate. It has a connection for each of the two at each listener. A late answer delays the next
 * request on its connection; the time of an answer counts from when its request was due.
 */
final class Customer {

  private static final int LANES = 4;
  private static final int PER_SECOND = 20;
  private static final int PATIENCE_SECONDS = 60;
  private static final String SECRET = "secret/data/customer";

  private final List<TestingClient> clients;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** The last request of each kind at each listener, which the next one waits for. */
  private final List<CompletableFuture<Void>> lanes =
      new ArrayList<>(Collections.nCopies(LANES, CompletableFuture.completedFuture(null)));

  private int sent;
  private final Future<?> ticks;
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  private Customer(List<TestingClient> clients) {
    this.clients = clients;
    long begin = System.nanoTime();
    long period = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    this.ticks =
        clock.scheduleAtFixedRate(() -> send(begin, period), 0, period, TimeUnit.NANOSECONDS);
  }

  /** Begins to send requests with these clients in turn, one of each listener. */
  static Customer begin(List<TestingClient> clients) {
    return new Customer(clients);
  }

  private void send(long begin, long period) {
    int number = sent++;
    long due = begin + number * period;
    lanes.set(
        number % LANES,
        lanes
            .get(number % LANES)
            .thenCompose(earlier -> request(number))
            .handle(
                (reply, problem) -> {
                  note(number, System.nanoTime() - due, reply, problem);
                  return null;
                }));
  }

  private CompletableFuture<Reply> request(int number) {
    TestingClient client = clients.get(number / 2 % clients.size());
    return isLookUp(number)
        ? client.sendLater("GET", "auth/token/lookup-self", "")
        : client.sendLater("POST", SECRET, "{\"data\":{\"password\":\"of-the-customer\"}}");
  }

  private static boolean isLookUp(int number) {
    return number % 2 == 0;
  }

  private void note(int number, long time, Reply reply, Throwable problem) {
    nanos.add(time);
    if (problem != null || reply.status() != 200) {
      String what = (isLookUp(number) ? "look-up " : "write ") + number + ": ";
      failures.add(what + (problem == null ? reply : problem));
    }
  }

  /** Sends no more, and waits for the answers. */
  void end() throws InterruptedException {
    ticks.cancel(false);
    clock.shutdown();
    if (!clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the customer does not end");
    }
    lanes.forEach(CompletableFuture::join);
  }

  int count() {
    return nanos.size();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The time in milliseconds within which this share of the requests was answered. */
  double quantile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share))) / 1e6;
  }
}
