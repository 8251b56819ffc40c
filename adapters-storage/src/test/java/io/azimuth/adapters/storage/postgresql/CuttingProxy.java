package io.azimuth.adapters.storage.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Passes bytes on to a server on this machine, until its connections are cut. */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> fatal = new AtomicReference<>("");
  private volatile boolean refusing;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts all connections at whatever point they are, and perhaps refuses new ones. */
  void cut(boolean refuseNewOnes) {
    refusing = refuseNewOnes;
    open.forEach(CuttingProxy::close);
    open.clear();
  }

  /** Cuts the first connection that is to pass these words on, before it does. */
  void cutOnceBefore(String words) {
    fatal.set(words);
  }

  private boolean isFatal(byte[] buffer, int length) {
    String words = fatal.get();
    return !words.isEmpty()
        && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(words)
        && fatal.compareAndSet(words, "");
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        if (refusing) {
          close(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        if (refusing) { // since the look above
          close(client);
          close(server);
          continue;
        }
        daemon(() -> pass(client, server));
        daemon(() -> pass(server, client));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (isFatal(buffer, read)) {
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // it was cut
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut(true);
  }
}
