package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Sends requests at a rate that does not depend on the answers, as a fleet does that knows nothing
 * of the server's state. A request for which no connection is free is not sent.
 */
final class PacedLoad implements AutoCloseable {

  private static final long GRACE_MILLIS = 20_000;

  /**
   * What came of it.
   *
   * @param served the answers with status 200
   * @param refused the number of answers with status 503 or 429
   * @param withoutAdvice how many of these had no {@code Retry-After}
   * @param others the number of other answers
   * @param unsent how many requests found no free connection
   */
  record Outcome(AnswerTimes served, int refused, int withoutAdvice, int others, int unsent) {

    /** The number of all answers. */
    int answers() {
      return served.count() + refused + others;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%.0f/s served, p50 %.1f ms, p99 %.1f ms; %d refused with 503 (%d without Retry-After), %d"
              + " others, %d not sent",
          served.perSecond(),
          served.quantile(0.5),
          served.quantile(0.99),
          refused,
          withoutAdvice,
          others,
          unsent);
    }
  }

  private final Selector selector;
  private final List<Connection> all = new ArrayList<>();
  private final Deque<Connection> free = new ArrayDeque<>();
  private final AnswerTimes served = new AnswerTimes();
  private int refused;
  private int withoutAdvice;
  private int others;

  private PacedLoad(Selector selector) {
    this.selector = selector;
  }

  /** Sends so many requests a second for this time, over at most so many connections. */
  static Outcome run(
      InetSocketAddress server,
      List<ByteBuffer> requests,
      double perSecond,
      int connections,
      Duration time)
      throws IOException {
    try (PacedLoad load = new PacedLoad(Selector.open())) {
      for (int i = 0; i < connections; i++) {
        load.connect(server);
      }
      return load.drive(requests, perSecond, time);
    }
  }

  private void connect(InetSocketAddress server) throws IOException {
    Connection connection = Connection.open(server);
    all.add(connection);
    free.add(connection);
    connection.channel().configureBlocking(false);
    connection.channel().register(selector, SelectionKey.OP_READ, connection);
  }

  private Outcome drive(List<ByteBuffer> requests, double perSecond, Duration time)
      throws IOException {
    long begin = System.nanoTime();
    long due = 0;
    int unsent = 0;
    long total = (long) (perSecond * time.toNanos() / 1e9);
    while (due < total) {
      long now = (long) ((System.nanoTime() - begin) / 1e9 * perSecond);
      while (due < Math.min(now, total)) {
        Connection connection = free.poll();
        if (connection == null) {
          unsent++;
        } else {
          connection.send(requests.get((int) (due % requests.size())));
        }
        due++;
      }
      selector.select(1);
      receive();
    }
    while (free.size() < all.size()) {
      if (selector.select(GRACE_MILLIS) == 0) {
        throw new IOException(all.size() - free.size() + " requests were not answered");
      }
      receive();
    }
    served.over(Duration.ofNanos(System.nanoTime() - begin));
    return new Outcome(served, refused, withoutAdvice, others, unsent);
  }

  private void receive() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      int status = connection.receive();
      if (status != 0) {
        count(connection, status);
        free.add(connection);
      }
    }
    selector.selectedKeys().clear();
  }

  private void count(Connection connection, int status) {
    if (status == 200) {
      served.add(status, System.nanoTime() - connection.sentAt(), connection::answer);
    } else if (status == 503 || status == 429) {
      refused++;
      if (!connection.answer().contains("Retry-After:")) {
        withoutAdvice++;
      }
    } else {
      others++;
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : all) {
      connection.close();
    }
    selector.close();
  }
}
