package io.azimuth.abuse;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** A connection of an attacker, who sends any bytes and reads as little as possible. */
final class HostileConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final Socket socket;
  private final Attackers attackers;
  private final InputStream in;
  private final OutputStream out;

  private HostileConnection(Socket socket, Socket layer, Attackers attackers) throws IOException {
    this.socket = socket;
    this.attackers = attackers;
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(layer.getInputStream());
    this.out = layer.getOutputStream();
  }

  static HostileConnection plain(Socket socket, Attackers attackers) throws IOException {
    return new HostileConnection(socket, socket, attackers);
  }

  static HostileConnection tls(Socket socket, SSLContext trust, Attackers attackers)
      throws IOException {
    try {
      Socket layer =
          trust
              .getSocketFactory()
              .createSocket(
                  socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
      return new HostileConnection(socket, layer, attackers);
    } catch (IOException e) {
      attackers.forget(socket);
      throw e;
    }
  }

  /** Sends the beginning of a request. */
  void begin(byte[] bytes) throws IOException {
    attackers.tally().request();
    send(bytes);
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    attackers.tally().sent(bytes.length);
  }

  /** Whether an answer has come, or its beginning. */
  boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  /** Reads a whole answer and counts it. */
  void readAnswer() throws IOException {
    String line = line();
    if (!line.matches("HTTP/1\\.1 \\d{3}.*")) {
      throw new IOException("no answer, but " + line);
    }
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-length:")) {
        length = Integer.parseInt(name.substring(name.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    attackers.tally().answered(Integer.parseInt(line.substring(STATUS_AT, STATUS_AT + 3)));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) read);
    }
    return line.toString().stripTrailing();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    attackers.forget(socket);
  }
}
