package io.azimuth.adapters.storage.audit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A daemon that accepts messages over TCP, each after its length. */
final class SyslogDaemon implements AutoCloseable {

  private final ServerSocket listener;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private volatile Socket connection = new Socket();

  private SyslogDaemon(int port) throws IOException {
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread thread = new Thread(this::serve, "syslog-daemon");
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens on any free port. */
  static SyslogDaemon start() throws IOException {
    return new SyslogDaemon(0);
  }

  /** Listens on that port, which another daemon used before. */
  static SyslogDaemon startOn(int port) throws IOException {
    return new SyslogDaemon(port);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket accepted = listener.accept()) {
        connection = accepted;
        read(new DataInputStream(accepted.getInputStream()));
      } catch (IOException e) {
        // the connection has ended, or the daemon has
      }
    }
  }

  private void read(DataInputStream in) throws IOException {
    while (true) {
      byte[] message = new byte[length(in)];
      in.readFully(message);
      messages.add(new String(message, StandardCharsets.UTF_8));
    }
  }

  private static int length(InputStream in) throws IOException {
    int length = 0;
    for (int next = in.read(); next != ' '; next = in.read()) {
      if (next < '0' || next > '9') {
        throw new IOException("no length but " + next);
      }
      length = length * 10 + next - '0';
    }
    return length;
  }

  /** Waits for the next message. */
  String next() throws InterruptedException {
    String message = messages.poll(1, TimeUnit.MINUTES);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    connection.close();
  }
}
