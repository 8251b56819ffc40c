package io.azimuth.adapters.http.answer;

import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.spi.api.Feed;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Sends a feed as it comes. It needs one buffer and no thread; while there is nothing to send it
 * waits for the feed, and for the client to go. All methods run on the exchange's I/O thread.
 */
final class FeedSender {

  private static final Logger LOG = LoggerFactory.getLogger(FeedSender.class);

  /** What it holds of the feed at a time, in bytes. */
  static final int PIECE = 16 * 1024;

  /** With no limit, a feed that never ends delays the others of its I/O thread. */
  private static final int PIECES_PER_TURN = 8;

  private final HttpServerExchange exchange;
  private final Feed feed;
  private final SelectorRounds rounds;
  private final Runnable sent;
  private final Runnable cut;
  private final ByteBuffer buffer = ByteBuffer.allocate(PIECE).limit(0);
  private final StreamSinkChannel sink;
  private boolean over;
  private boolean ending;
  private boolean unflushed;
  private boolean stuck;

  /**
   * Prepares the exchange, which is the last one of its connection.
   *
   * @param sent runs after the network has taken all of the feed
   * @param cut ends an answer that cannot be continued
   */
  FeedSender(
      HttpServerExchange exchange, Feed feed, SelectorRounds rounds, Runnable sent, Runnable cut) {
    this.exchange = exchange;
    this.feed = feed;
    this.rounds = rounds;
    this.sent = sent;
    this.cut = cut;
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          over = true;
          feed.close();
          next.proceed();
        });
    this.sink = exchange.getResponseChannel();
  }

  /** Sends the head of the answer, and then what comes. */
  void start() {
    sink.getWriteSetter().set(channel -> continueSending());
    StreamSourceChannel source =
        ((HttpServerConnection) exchange.getConnection()).getChannel().getSourceChannel();
    source.getReadSetter().set(this::noticeEnd);
    source.resumeReads();
    continueSending();
  }

  // The client has sent its request. What it still sends is dropped; its end ends the answer.
  private void noticeEnd(StreamSourceChannel source) {
    ByteBuffer dropped = ByteBuffer.allocate(1_024);
    try {
      int read = source.read(dropped);
      if (read < 0) {
        cut.run();
      }
    } catch (IOException e) {
      cut.run();
    }
  }

  /** Whether the client has taken something since the last call, or there was nothing to take. */
  boolean hasProgressed() {
    boolean moving = !stuck;
    stuck = buffer.hasRemaining() || unflushed; // TLS takes a piece before the client does
    return moving;
  }

  private void continueSending() {
    if (over) {
      return;
    }
    try {
      send();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a client went away while it was sent a feed", e);
      cut.run();
    }
  }

  private void send() throws IOException {
    for (int piece = 0; piece < PIECES_PER_TURN; piece++) {
      if (!buffer.hasRemaining() && !ending) {
        fill();
      }
      while (buffer.hasRemaining()) {
        if (sink.write(buffer) == 0) {
          sink.resumeWrites();
          return;
        }
        stuck = false;
      }
      unflushed = !sink.flush();
      if (unflushed) {
        sink.resumeWrites();
        return;
      }
      stuck = false;
      if (ending) {
        sent.run();
        exchange.endExchange();
        return;
      }
      if (buffer.limit() == 0) {
        sink.suspendWrites();
        feed.whenReady(this::wake);
        return;
      }
    }
    sink.suspendWrites();
    rounds.await(exchange.getIoThread(), this::continueSending);
  }

  private void fill() throws IOException {
    buffer.clear();
    int read = feed.read(buffer);
    buffer.flip();
    if (read < 0) {
      ending = true;
      sink.shutdownWrites();
    }
  }

  private void wake() {
    try {
      exchange.getIoThread().execute(this::continueSending);
    } catch (RejectedExecutionException e) {
      return; // the server stops, and closes the connection
    }
  }
}
