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
 * Reads a body from its channel. The beginning is read on the I/O thread without blocking, so slow
 * clients with small bodies use no worker. The rest is read on the worker that asks for it, which
 * blocks until a deadline. A limited number of workers may wait for clients at the same time.
 */
public final class IncomingBody {

  /** The most bytes of a body that are read before the application asks for it. */
  static final int PREFETCH = 32 * 1024;

  private final HttpServerExchange exchange;
  private final StreamSourceChannel channel;
  private final Semaphore patience;
  private final HttpConfig.Timeouts timeouts;
  private final long started = System.nanoTime();
  private final BodyBytes bytes = new BodyBytes();
  private boolean complete;

  /**
   * The body of an exchange, not read yet.
   *
   * @param patience one permit for each worker that may wait for a client
   */
  public IncomingBody(
      HttpServerExchange exchange, Semaphore patience, HttpConfig.Timeouts timeouts) {
    this.exchange = exchange;
    this.channel = exchange.getRequestChannel();
    this.patience = patience;
    this.timeouts = timeouts;
  }

  /**
   * Reads the beginning, then calls {@code ready}; calls {@code broken} when the connection is
   * lost. Runs on the I/O thread.
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

  /** Whether the client waits for {@code 100 Continue} before it sends its body. */
  boolean isExpectingContinue() {
    return bytes.size() == 0
        && !complete
        && HttpContinue.requiresContinueResponse(exchange)
        && !HttpContinue.isContinueResponseSent(exchange);
  }

  /**
   * Reads to the end.
   *
   * @throws RefusedException TOO_LARGE when it is longer than that; INVALID_REQUEST when it does
   *     not arrive in time or breaks off; OVERLOADED when too many other workers wait for their
   *     clients
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

  /** A moment before the whole request times out: after that the I/O thread uses the channel. */
  private long lastMoment() {
    return started + timeouts.request().toNanos() / 10 * 9;
  }

  /** Reads what has arrived. Returns true at the end of the body or at the limit. */
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
