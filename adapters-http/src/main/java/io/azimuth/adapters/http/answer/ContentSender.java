package io.azimuth.adapters.http.answer;

import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.spi.api.Content;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends content piece by piece as the client takes it. It needs one buffer and blocks no thread.
 * All methods run on the exchange's I/O thread.
 */
final class ContentSender implements IoCallback {

  private static final Logger LOG = LoggerFactory.getLogger(ContentSender.class);

  /** What it holds of the content at a time, in bytes. */
  static final int PIECE = 64 * 1024;

  /**
   * How many pieces one call sends. With no limit, a fast client delays the others of its I/O
   * thread.
   */
  private static final int PIECES_PER_TURN = 8;

  private final Content content;
  private final SelectorRounds rounds;
  private final Runnable sent;
  private final Runnable cut;
  private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);
  private int pieces;
  private long taken;

  /**
   * A sender that has sent nothing yet.
   *
   * @param sent runs after the network has taken all of the content
   * @param cut ends an answer whose content cannot be read any further
   */
  ContentSender(Content content, SelectorRounds rounds, Runnable sent, Runnable cut) {
    this.content = content;
    this.rounds = rounds;
    this.sent = sent;
    this.cut = cut;
  }

  /** About how many bytes the client has taken. */
  long taken() {
    return taken;
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    taken += buffer.position();
    if (++pieces % PIECES_PER_TURN == 0) {
      rounds.await(exchange.getIoThread(), () -> sendNext(exchange, sender));
    } else {
      sendNext(exchange, sender);
    }
  }

  /** Sends the next piece, or the first one. */
  void sendNext(HttpServerExchange exchange, Sender sender) {
    try {
      buffer.clear();
      while (buffer.hasRemaining() && content.read(buffer) >= 0) {
        // Repeats until the buffer is full or the content ends.
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
