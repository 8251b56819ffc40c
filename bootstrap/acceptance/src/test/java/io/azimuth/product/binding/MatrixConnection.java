package io.azimuth.product.binding;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection over which a test sends requests as it wrote them, byte by byte. */
final class MatrixConnection implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE = 20_000; // in milliseconds

  private final Socket socket;
  private final InputStream in;

  private MatrixConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * An answer.
   *
   * @param status its status
   * @param body its body
   */
  record Answer(int status, String body) {

    /** The text at that place of the body, which is JSON. */
    String text(String pointer) throws IOException {
      String text = JSON.readTree(body).at(pointer).asText();
      if (text.isEmpty()) {
        throw new AssertionError("nothing at " + pointer + " of " + body);
      }
      return text;
    }
  }

  /** Connects, with TLS where there is a client for it. */
  static MatrixConnection open(InetSocketAddress server, Optional<SSLContext> tls)
      throws IOException {
    return tls.isPresent()
        ? secured(server, server.getPort(), tls.get(), "TLSv1.3")
        : new MatrixConnection(new Socket(server.getAddress(), server.getPort()));
  }

  /**
   * Connects with TLS of that version.
   *
   * @param remembered the port of the server whose session the client resumes, if it has one
   */
  static MatrixConnection secured(
      InetSocketAddress server, int remembered, SSLContext tls, String version) throws IOException {
    Socket plain = new Socket(server.getAddress(), server.getPort());
    boolean shaken = false;
    try {
      plain.setSoTimeout(PATIENCE);
      SSLSocket socket =
          (SSLSocket)
              tls.getSocketFactory().createSocket(plain, server.getHostString(), remembered, true);
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      shaken = true;
      return new MatrixConnection(socket);
    } finally {
      if (!shaken) {
        plain.close();
      }
    }
  }

  /** When its session began, in milliseconds: before the connection, if it was resumed. */
  long sessionBegin() {
    return ((SSLSocket) socket).getSession().getCreationTime();
  }

  /** Asks for another handshake on this connection. */
  void renegotiate() throws IOException {
    ((SSLSocket) socket).startHandshake();
  }

  /** Sends requests, all at once. */
  void send(String requests) throws IOException {
    socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Sends a request and reads its answer. */
  Answer exchange(String request) throws IOException {
    send(request);
    return read();
  }

  /** Reads the next answer. */
  Answer read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the body is cut");
    }
    return new Answer(status, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server closed the connection");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
