package io.azimuth.product.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A port of its own in front of a server, at which the server can be away and come back. */
public final class TcpRelay implements AutoCloseable {

  /** Fleets connect all at once. */
  private static final int BACKLOG = 1_000;

  private final TestingServer server;
  private final Supplier<OutputStream> copies;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  private TcpRelay(TestingServer server, Supplier<OutputStream> copies, ServerSocket listener) {
    this.server = server;
    this.copies = copies;
    this.listener = listener;
    this.port = listener.getLocalPort();
  }

  /** Opens a relay to the server at any free port. */
  public static TcpRelay to(TestingServer server) {
    return begun(server, OutputStream::nullOutputStream);
  }

  /** The same, and keeps the heads of the answers. */
  public static TcpRelay to(TestingServer server, AnswerHeads heads) {
    return begun(server, heads::ofConnection);
  }

  private static TcpRelay begun(TestingServer server, Supplier<OutputStream> copies) {
    TcpRelay relay = new TcpRelay(server, copies, listen(0));
    relay.accept();
    return relay;
  }

  /** The address at which the server is reached through the relay. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Refuses connections, and breaks those that are there. */
  public void goAway() {
    close();
  }

  /** Takes connections again. */
  public void comeBack() {
    listener = listen(port);
    accept();
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    ServerSocket accepting = listener;
    daemon(
        () -> {
          while (!accepting.isClosed()) {
            Socket client = accepting.accept();
            Socket behind = new Socket(server.address().getHost(), server.address().getPort());
            open.add(client);
            open.add(behind);
            daemon(() -> pump(client, behind, OutputStream.nullOutputStream()));
            daemon(() -> pump(behind, client, copies.get()));
          }
        });
  }

  private void pump(Socket from, Socket to, OutputStream copy) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        copy.write(bytes, 0, count);
        to.getOutputStream().write(bytes, 0, count);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /** Something that ends when a connection breaks. */
  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the other side, or the relay, has closed the connection
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
