package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Opens a connection for each request, as machines that boot do, from several threads. */
final class FreshConnections implements Load {

  /** Opens a connection. */
  private interface Dial {
    Socket to(InetSocketAddress server) throws IOException;
  }

  /** Counts the connections of a load that resumed a session. */
  static final class Resumptions {
    private final AtomicInteger count = new AtomicInteger();

    int count() {
      return count.get();
    }
  }

  private final InetSocketAddress server;
  private final List<byte[]> requests;
  private final Dial dial;
  private final AtomicInteger next = new AtomicInteger();

  private FreshConnections(InetSocketAddress server, List<ByteBuffer> requests, Dial dial) {
    this.server = server;
    this.requests = BlockingExchange.bytes(requests);
    this.dial = dial;
  }

  /** Without TLS. */
  static Load plain(InetSocketAddress server, List<ByteBuffer> requests) {
    return new FreshConnections(
        server, requests, address -> new Socket(address.getAddress(), address.getPort()));
  }

  /** With TLS 1.3 and a complete handshake each time. */
  static Load handshaking(InetSocketAddress server, List<ByteBuffer> requests, TlsTrust trust) {
    return new FreshConnections(
        server, requests, address -> BlockingExchange.tls(trust.newClient(), address));
  }

  /** With TLS 1.3, resuming a session of before, which the first connections do not have. */
  static Load resuming(
      InetSocketAddress server, List<ByteBuffer> requests, TlsTrust trust, Resumptions resumptions)
      throws IOException {
    SSLContext client = trust.newClient();
    return new FreshConnections(
        server,
        requests,
        address -> {
          long begin = System.currentTimeMillis();
          SSLSocket socket = BlockingExchange.tls(client, address);
          if (socket.getSession().getCreationTime() < begin) {
            resumptions.count.incrementAndGet();
          }
          return socket;
        });
  }

  @Override
  public AnswerTimes run(Duration time) throws IOException {
    return ManyThreads.run(time, this::until);
  }

  private AnswerTimes until(long end) throws IOException {
    AnswerTimes times = new AnswerTimes();
    while (System.nanoTime() - end < 0) {
      byte[] request = requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
      long begin = System.nanoTime();
      String answer;
      try (Socket socket = BlockingExchange.prepared(dial.to(server))) {
        answer = BlockingExchange.exchange(socket, request);
      }
      times.add(BlockingExchange.status(answer), System.nanoTime() - begin, () -> answer);
    }
    return times;
  }
}
