package io.azimuth.adapters.storage.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A collector that accepts lines of text, one connection after the other. */
final class LineCollector implements AutoCloseable {

  private final ServerSocketChannel listener;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private SocketChannel connection = SocketChannel.open();
  private boolean closed;

  private LineCollector(ServerSocketChannel listener) throws IOException {
    this.listener = listener;
    Thread thread = new Thread(this::serve, "line-collector");
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens on a loopback port; 0 is any. */
  static LineCollector onPort(int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new LineCollector(listener);
  }

  /** Listens at a path of the file system. */
  static LineCollector at(Path path) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    return new LineCollector(listener);
  }

  int port() throws IOException {
    SocketAddress address = listener.getLocalAddress();
    return ((InetSocketAddress) address).getPort();
  }

  private void serve() {
    while (listener.isOpen()) {
      try (SocketChannel accepted = listener.accept()) {
        keep(accepted);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(accepted), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          lines.add(line);
        }
      } catch (IOException e) {
        // the connection has ended, or the collector has
      }
    }
  }

  // A connection that is accepted while the collector closes would otherwise stay open.
  private synchronized void keep(SocketChannel accepted) throws IOException {
    connection = accepted;
    if (closed) {
      accepted.close();
    }
  }

  /** Waits for the next line. */
  String next() throws InterruptedException {
    String line = lines.poll(1, TimeUnit.MINUTES);
    if (line == null) {
      throw new AssertionError("no line came");
    }
    return line;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    listener.close();
    if (connection.isConnected()) {
      connection.shutdownOutput(); // ends it at once, while close waits for the reading thread
    }
    connection.close();
  }
}
