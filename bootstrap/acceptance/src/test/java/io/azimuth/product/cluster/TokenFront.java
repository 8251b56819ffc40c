package io.azimuth.product.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a PostgreSQL as Azure's sign-in does: asks for the password in clear, takes it for
 * an access token, and lets in whose token is good. Speaks the start of version 3 of the protocol.
 */
final class TokenFront implements AutoCloseable {

  private static final int TLS_REQUEST = 80877103;
  private static final int ENCRYPTION_REQUEST = 80877104;
  private static final int VERSION = 196608;
  private static final int CLEAR_PASSWORD = 3;
  private static final int MAX_MESSAGE = 64 << 10;

  private final ServerSocket listener;
  private final int target;
  private final TokenChecks checks;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final CopyOnWriteArrayList<String> refusals = new CopyOnWriteArrayList<>();

  TokenFront(int target, TokenChecks checks) throws IOException {
    this.target = target;
    this.checks = checks;
    this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many different tokens have let somebody in. */
  int acceptedTokens() {
    return accepted.size();
  }

  /** Why others were not let in, in the order of their refusals. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Cuts all connections. */
  void cut() {
    open.forEach(TokenFront::close);
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      byte[] startup = startup(in, out);
      out.writeByte('R');
      out.writeInt(8);
      out.writeInt(CLEAR_PASSWORD);
      out.flush();
      String token = password(in);
      Optional<String> problem = checks.problem(token);
      if (problem.isPresent()) {
        refusals.add(problem.get());
        refuse(out, problem.get());
        return;
      }
      accepted.add(token);
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        open.add(server);
        server.getOutputStream().write(startup);
        daemon(() -> pass(server, client));
        pass(client, server);
      }
    } catch (IOException e) {
      // it was cut
    } finally {
      open.remove(client);
    }
  }

  /** The message that the real server gets again. */
  private static byte[] startup(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      int code = in.readInt();
      if (code == TLS_REQUEST || code == ENCRYPTION_REQUEST) {
        out.writeByte('N');
        out.flush();
        continue;
      }
      if (code != VERSION || length > MAX_MESSAGE) {
        throw new IOException("not a startup message");
      }
      byte[] rest = in.readNBytes(length - 8);
      return ByteBuffer.allocate(length).putInt(length).putInt(code).put(rest).array();
    }
  }

  private static String password(DataInputStream in) throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    if (type != 'p' || length > MAX_MESSAGE) {
      throw new IOException("not a password message");
    }
    byte[] text = in.readNBytes(length - 4);
    return new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
  }

  private static void refuse(DataOutputStream out, String problem) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    for (String field : new String[] {"SFATAL", "VFATAL", "C28P01", "M" + problem}) {
      fields.write(field.getBytes(StandardCharsets.UTF_8));
      fields.write(0);
    }
    fields.write(0);
    out.writeByte('E');
    out.writeInt(4 + fields.size());
    fields.writeTo(out);
    out.flush();
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // it was cut
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "token-front");
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
    cut();
  }
}
