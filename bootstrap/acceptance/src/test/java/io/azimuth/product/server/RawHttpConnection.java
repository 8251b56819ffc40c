package io.azimuth.product.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends one request over a plain socket, byte by byte as the test wrote it. */
public final class RawHttpConnection implements AutoCloseable {

  private static final int PATIENCE = 15_000; // in milliseconds

  private final Socket socket;

  public RawHttpConnection(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE);
  }

  /** Returns the whole answer to a request with any target; the connection ends after it. */
  public static String request(URI server, String method, String target, String headers) {
    return request(server, method, target, headers, "");
  }

  /** Like the other, but with a body. The caller sets the headers for it. */
  public static String request(
      URI server, String method, String target, String headers, String body) {
    try (RawHttpConnection connection = new RawHttpConnection(server)) {
      connection.send(
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: azimuth\r\nConnection: close\r\n"
              + headers
              + "\r\n"
              + body);
      return connection.readAll();
    } catch (IOException e) {
      throw new AssertionError(target, e);
    }
  }

  /** The status of an answer; 0 if the connection was closed without one. */
  public static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  public String readAll() throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
