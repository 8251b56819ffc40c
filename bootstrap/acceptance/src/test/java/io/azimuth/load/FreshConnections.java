package io.azimuth.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Opens a connection for each request, as machines that boot do, from several threads. */
final class FreshConnections implements Load {

  private static final int CLIENTS = 32;
  private static final int SOCKET_MILLIS = 10_000;

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
  private final List<byte[]> requests = new ArrayList<>();
  private final Dial dial;
  private final AtomicInteger next = new AtomicInteger();

  private FreshConnections(InetSocketAddress server, List<ByteBuffer> requests, Dial dial) {
    this.server = server;
    this.dial = dial;
    for (ByteBuffer request : requests) {
      byte[] bytes = new byte[request.remaining()];
      request.duplicate().get(bytes);
      this.requests.add(bytes);
    }
  }

  /** Without TLS. */
  static Load plain(InetSocketAddress server, List<ByteBuffer> requests) {
    return new FreshConnections(
        server, requests, address -> new Socket(address.getAddress(), address.getPort()));
  }

  /** With TLS 1.3 and a complete handshake each time. */
  static Load handshaking(InetSocketAddress server, List<ByteBuffer> requests, TlsTrust trust) {
    return new FreshConnections(server, requests, address -> tls(trust.newClient(), address));
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
          SSLSocket socket = tls(client, address);
          if (socket.getSession().getCreationTime() < begin) {
            resumptions.count.incrementAndGet();
          }
          return socket;
        });
  }

  private static SSLSocket tls(SSLContext client, InetSocketAddress address) throws IOException {
    SSLSocket socket =
        (SSLSocket) client.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    socket.startHandshake();
    return socket;
  }

  @Override
  public AnswerTimes run(Duration time) throws IOException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    AnswerTimes all = new AnswerTimes();
    try {
      List<Future<AnswerTimes>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(() -> until(end)));
      }
      for (Future<AnswerTimes> client : running) {
        all.addAll(client.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      clients.shutdownNow();
    }
    return all.over(Duration.ofNanos(System.nanoTime() - begin));
  }

  private AnswerTimes until(long end) throws IOException {
    AnswerTimes times = new AnswerTimes();
    while (System.nanoTime() - end < 0) {
      byte[] request = requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
      long begin = System.nanoTime();
      String answer;
      try (Socket socket = dial.to(server)) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SOCKET_MILLIS);
        answer = exchange(socket, request);
      }
      int status = Integer.parseInt(answer.substring(9, 12));
      times.add(status, System.nanoTime() - begin, () -> answer);
    }
    return times;
  }

  private static String exchange(Socket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    byte[] body = new byte[length(head.toString())];
    in.readFully(body);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  private static int length(String head) throws IOException {
    for (String line : head.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    throw new IOException("an answer without a length: " + head);
  }
}
