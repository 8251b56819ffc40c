package io.azimuth.adapters.http.answer;

import io.azimuth.spi.api.Content;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends content piece by piece as the client takes it: one buffer in memory, no thread that waits.
 * All on the exchange's I/O thread.
 */
final class ContentSender implements IoCallback {

  private static final Logger LOG = LoggerFactory.getLogger(ContentSender.class);
  private static final int PIECE = 64 * 1024;

  /** So that a fast client does not keep the others of its I/O thread waiting. */
  private static final int PIECES_PER_TURN = 8;

  private final Content content;
  private final Runnable sent;
  private final Runnable cut;
  private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);
  private int pieces;
  private long taken;

  /**
   * A sender that has sent nothing.
   *
   * @param sent runs once all of it was handed to the network
   * @param cut how to end an answer that cannot go on
   */
  ContentSender(Content content, Runnable sent, Runnable cut) {
    this.content = content;
    this.sent = sent;
    this.cut = cut;
  }

  /** How many bytes the client has taken, about. */
  long taken() {
    return taken;
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    taken += buffer.position();
    if (++pieces % PIECES_PER_TURN == 0) {
      exchange.getIoThread().execute(() -> sendNext(exchange, sender));
    } else {
      sendNext(exchange, sender);
    }
  }

  /** Begins, or goes on. */
  void sendNext(HttpServerExchange exchange, Sender sender) {
    try {
      buffer.clear();
      while (buffer.hasRemaining() && content.read(buffer) >= 0) {
        // Until it is full or the content ends.
      }
      buffer.flip();
      if (buffer.hasRemaining()) {
        sender.send(buffer, this);
      } else {
        sent.run();
        IoCallback.END_EXCHANGE.onComplete(exchange, sender);
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the content of an answer cannot be read or sent to its end", e);
      cut.run();
    }
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException e) {
    LOG.debug("a client went away while it was sent content", e);
    cut.run();
  }
}
