package io.azimuth.adapters.http.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client that sends exactly the given bytes; one char is one byte. */
public final class RawConnection implements AutoCloseable {

  /** Numbers begin anew after so many. */
  private static final int NUMBERS = 251;

  private static final int PIECE = 1 << 16;
  private static final byte[] EXPECTED = numbers(PIECE + NUMBERS);

  private final Socket socket;
  private final InputStream in;

  public RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(60_000);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawConnection to(InetSocketAddress address) throws IOException {
    return new RawConnection(new Socket(address.getAddress(), address.getPort()));
  }

  /**
   * Connects from another loopback address, as another client. The system holds little that it does
   * not read.
   */
  public static RawConnection from(String address, InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(server);
    return new RawConnection(socket);
  }

  public RawConnection send(String latin1) throws IOException {
    try {
      socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // The server answered and closed before everything was sent. The answer can still be read.
      return this;
    }
    return this;
  }

  /**
   * Sends a request without a body.
   *
   * @param headers further header lines
   */
  public Response request(String requestLine, String... headers) throws IOException {
    return send(head(requestLine, headers)).read();
  }

  public Response post(String path, String body, String... headers) throws IOException {
    return send(head("POST " + path, headers).stripTrailing()
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .read();
  }

  public static String head(String requestLine, String... headers) {
    StringBuilder head = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Reads one answer; the body is as long as its Content-Length. */
  public Response read() throws IOException {
    return read(true);
  }

  public Response read(boolean withBody) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(withBody ? length : 0);
    if (withBody && body.length < length) {
      throw new IOException("the body is cut");
    }
    return new Response(
        Integer.parseInt(statusLine.split(" ", 3)[1]),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  /**
   * Reads at most that many bytes, each of which must be its place modulo 251.
   *
   * @return how many there were
   * @throws IOException when a byte has another value
   */
  public long readNumbers(long most) throws IOException {
    byte[] piece = new byte[PIECE];
    long count = 0;
    while (count < most) {
      int read;
      try {
        read = in.read(piece, 0, (int) Math.min(piece.length, most - count));
      } catch (SocketException reset) {
        return count;
      }
      if (read < 0) {
        return count;
      }
      int from = (int) (count % NUMBERS);
      int other = Arrays.mismatch(piece, 0, read, EXPECTED, from, from + read);
      if (other >= 0) {
        throw new IOException("another byte at " + (count + other));
      }
      count += read;
    }
    return count;
  }

  private static byte[] numbers(int count) {
    byte[] numbers = new byte[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (byte) (i % NUMBERS);
    }
    return numbers;
  }

  /** Waits until the server has closed the connection. Returns false when it did not. */
  public boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("closed after '" + line.toString(StandardCharsets.ISO_8859_1) + "'");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** An answer of the server. */
  public record Response(int status, Map<String, String> headers, String body) {

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }
}
