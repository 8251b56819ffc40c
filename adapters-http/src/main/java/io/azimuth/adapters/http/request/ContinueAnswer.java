package io.azimuth.adapters.http.request;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The interim answer {@code 100 Continue}. It has no headers: RFC 9110 section 8.6 forbids a length
 * in it.
 */
final class ContinueAnswer {

  private static final byte[] LINE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private ContinueAnswer() {}

  /** Whether the client waits for it before it sends its body, and no answer has begun. */
  static boolean isExpected(HttpServerExchange exchange) {
    return HttpContinue.requiresContinueResponse(exchange);
  }

  /**
   * Sends it unless it is no longer expected. Runs on the I/O thread and never waits: a client that
   * has left so much of its earlier answers unread that nothing fits into its connection gets none,
   * and has to send its body without (RFC 9110 section 10.1.1 has clients do so after a while).
   *
   * @throws IOException when the connection is lost, or took a part of it
   */
  static void send(HttpServerExchange exchange) throws IOException {
    if (!isExpected(exchange)) {
      return;
    }
    HttpContinue.markContinueResponseSent(exchange);
    HttpServerConnection connection = (HttpServerConnection) exchange.getConnection();
    StreamSinkConduit sink = connection.getOriginalSinkConduit();
    write(new ConduitWritableByteChannel(sink));
    sink.flush();
  }

  /** Writes it at once or not at all. */
  static void write(WritableByteChannel connection) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(LINE);
    connection.write(line);
    if (line.position() > 0 && line.hasRemaining()) {
      throw new IOException("the connection took a part of an interim answer");
    }
  }
}
