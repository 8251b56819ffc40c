package io.azimuth.load;

import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a number of connections busy: each sends the next request after it received an answer. Uses
 * only one thread, because it runs on the same processors as the server.
 */
final class LoadClient implements AutoCloseable {

  private static final long GRACE_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WHOLE = Duration.ofHours(1);

  private final List<ByteBuffer> requests;
  private final List<Connection> connections = new ArrayList<>();
  private final Selector selector;
  private int next;
  private long left = Long.MAX_VALUE; // requests that may still be sent

  private LoadClient(List<ByteBuffer> requests, Selector selector) {
    this.requests = List.copyOf(requests);
    this.selector = selector;
  }

  /** Sends these requests in turn for this time. */
  static AnswerTimes run(
      InetSocketAddress server, List<ByteBuffer> requests, int connections, Duration time)
      throws IOException {
    return run(List.of(server), requests, connections, time);
  }

  /** Sends these requests in turn for this time, over as many connections to each server. */
  static AnswerTimes run(
      List<InetSocketAddress> servers, List<ByteBuffer> requests, int connections, Duration time)
      throws IOException {
    try (LoadClient client = new LoadClient(requests, Selector.open())) {
      for (int i = 0; i < connections; i++) {
        client.connect(servers.get(i % servers.size()));
      }
      return client.drive(time);
    }
  }

  /** Sends each of these requests once, over at most so many connections. */
  static AnswerTimes each(InetSocketAddress server, List<ByteBuffer> requests, int connections)
      throws IOException {
    try (LoadClient client = new LoadClient(requests, Selector.open())) {
      client.left = requests.size();
      for (int i = 0; i < Math.min(connections, requests.size()); i++) {
        client.connect(server);
      }
      AnswerTimes answers = client.drive(WHOLE);
      if (answers.count() < requests.size()) {
        throw new IOException("not all requests were sent within " + WHOLE);
      }
      return answers;
    }
  }

  /** Sends one request and returns the status of its answer. */
  static int once(InetSocketAddress server, ByteBuffer request) throws IOException {
    try (Connection connection = Connection.open(server)) {
      connection.send(request);
      int status;
      do {
        status = connection.receive();
      } while (status == 0);
      return status;
    }
  }

  /** Waits until the server answers the request with 200, for half a minute. */
  static void awaitGood(InetSocketAddress server, ByteBuffer request) {
    Waiting.until(PATIENCE, () -> isGood(server, request));
  }

  private static boolean isGood(InetSocketAddress server, ByteBuffer request) {
    try {
      return once(server, request) == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(InetSocketAddress server) throws IOException {
    Connection connection = Connection.open(server);
    connections.add(connection);
    connection.channel().configureBlocking(false);
    connection.channel().register(selector, SelectionKey.OP_READ, connection);
  }

  private AnswerTimes drive(Duration time) throws IOException {
    AnswerTimes samples = new AnswerTimes();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    for (Connection connection : connections) {
      send(connection);
    }
    int waiting = connections.size();
    while (waiting > 0) {
      if (selector.select(GRACE_MILLIS) == 0) {
        throw new IOException(waiting + " requests were not answered");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        waiting -= answered((Connection) key.attachment(), samples, end);
      }
      selector.selectedKeys().clear();
    }
    return samples.over(Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Returns 1 after the last answer of this connection. */
  private int answered(Connection connection, AnswerTimes samples, long end) throws IOException {
    int status = connection.receive();
    if (status == 0) {
      return 0;
    }
    long now = System.nanoTime();
    samples.add(status, now - connection.sentAt(), connection::answer);
    if (now - end >= 0 || left == 0) {
      return 1;
    }
    send(connection);
    return 0;
  }

  private void send(Connection connection) throws IOException {
    connection.send(requests.get(next));
    next = next + 1 == requests.size() ? 0 : next + 1;
    left--;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
