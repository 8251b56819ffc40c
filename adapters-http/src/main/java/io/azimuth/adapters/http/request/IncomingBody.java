package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.config.HttpConfig;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body from its channel: the beginning on the I/O thread without blocking, so that slow
 * clients with small bodies cost no worker; the rest on a worker that asked for it, blocking until
 * a deadline. Only some of the workers may wait for clients at a time.
 */
public final class IncomingBody {

  /** What a request may hold in memory before somebody asks for its body. */
  static final int PREFETCH = 32 * 1024;

  private final HttpServerExchange exchange;
  private final StreamSourceChannel channel;
  private final Semaphore patience;
  private final HttpConfig.Timeouts timeouts;
  private final long started = System.nanoTime();
  private final BodyBytes bytes = new BodyBytes();
  private boolean complete;

  public IncomingBody(
      HttpServerExchange exchange, Semaphore patience, HttpConfig.Timeouts timeouts) {
    this.exchange = exchange;
    this.channel = exchange.getRequestChannel();
    this.patience = patience;
    this.timeouts = timeouts;
  }

  /**
   * Collects the beginning, then calls {@code ready}, or {@code broken} when the connection is
   * lost; on the I/O thread throughout.
   */
  void prefetch(Runnable ready, Runnable broken) {
    try {
      if (isExpectingContinue() || fill(PREFETCH)) {
        stopPrefetch();
        ready.run();
      } else {
        channel.getReadSetter().set(source -> prefetch(ready, broken));
        channel.resumeReads();
      }
    } catch (IOException e) {
      stopPrefetch();
      broken.run();
    }
  }

  void stopPrefetch() {
    channel.getReadSetter().set(null);
    channel.suspendReads();
  }

  /** Whether the client waits for a word before it sends its body. */
  boolean isExpectingContinue() {
    return bytes.size() == 0
        && !complete
        && HttpContinue.requiresContinueResponse(exchange)
        && !HttpContinue.isContinueResponseSent(exchange);
  }

  /**
   * Reads to the end.
   *
   * @throws RefusedException TOO_LARGE, INVALID_REQUEST when it does not come in time or breaks
   *     off, OVERLOADED when too many others wait for their clients
   */
  BodyBytes readAll(int maxBytes) {
    if (exchange.getRequestContentLength() > maxBytes) {
      throw tooLarge();
    }
    try {
      if (isExpectingContinue()) {
        HttpContinue.sendContinueResponseBlocking(exchange);
      }
      if (!fill(maxBytes + 1)) {
        awaitRest(maxBytes);
      }
    } catch (IOException e) {
      throw RefusedException.invalid("the body broke off");
    }
    if (bytes.size() > maxBytes) {
      throw tooLarge();
    }
    return bytes;
  }

  private void awaitRest(int maxBytes) throws IOException {
    if (!patience.tryAcquire()) {
      throw new RefusedException(
          ErrorCategory.OVERLOADED, "too many clients send their bodies slowly; try again");
    }
    try {
      long begin = System.nanoTime();
      while (!fill(maxBytes + 1)) {
        long now = System.nanoTime();
        long left = Math.min(begin + timeouts.body().toNanos(), lastMoment()) - now;
        if (left <= 0) {
          throw RefusedException.invalid("the body did not arrive in time");
        }
        channel.awaitReadable(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      patience.release();
    }
  }

  /** Before the whole request times out: then the I/O thread takes the channel over. */
  private long lastMoment() {
    return started + timeouts.request().toNanos() / 10 * 9;
  }

  /** Takes what is there; true when the end or the limit is reached. */
  private boolean fill(int limit) throws IOException {
    while (!complete && bytes.size() < limit) {
      int read = channel.read(bytes.room());
      if (read == 0) {
        return false;
      }
      complete = read < 0;
      bytes.advance(Math.max(read, 0));
    }
    return true;
  }

  private static RefusedException tooLarge() {
    return new RefusedException(ErrorCategory.TOO_LARGE, "http: request body too large");
  }
}
