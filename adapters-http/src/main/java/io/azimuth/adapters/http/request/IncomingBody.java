package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.connection.AddressBlock;
import io.azimuth.adapters.http.connection.OpenConnection;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.RefusedException;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads a body from its channel. The beginning, which is all of the body of a public route, is read
 * on the I/O thread without blocking, so clients without a token use no worker however slow they
 * are. The rest is read on the worker that asks for it, which blocks until a deadline. A limited
 * number of workers may wait for clients at the same time ({@link SlowBodies}).
 *
 * <p>A client that waits for {@code 100 Continue} gets that answer before its beginning is read.
 * Only where it announces more than a public route takes, it gets the answer when the application
 * asks for the body, which is after the check of its token.
 */
public final class IncomingBody {

  /**
   * The most bytes of a body that are read before the application asks for it: one more than a
   * public route takes, so that a longer body is seen to be too long.
   */
  static final int PREFETCH = BodyLimit.PUBLIC.bytes() + 1;

  /** How many times the time of a request the work at a body may take that was streamed. */
  private static final int MOST_PERIODS = 6;

  /** How often a worker looks whether another body has its place, in nanoseconds. */
  private static final long LOOK_AROUND = TimeUnit.MILLISECONDS.toNanos(100);

  private final HttpServerExchange exchange;
  private final OpenConnection connection;
  private final StreamSourceChannel channel;
  private final Optional<AddressBlock> client;
  private final SlowBodies slow;
  private final ListenerLimits.Timeouts timeouts;
  private final long started = System.nanoTime();
  private final BodyBytes bytes = new BodyBytes();
  private boolean complete;
  private volatile boolean streaming;
  private volatile boolean isWhole;
  private final AtomicLong received = new AtomicLong(); // while streaming
  private long receivedBefore; // used on the I/O thread only, like the next one
  private int periods;

  /**
   * The body of an exchange, not read yet.
   *
   * @param client whose body it is; empty when it comes from a proxy that names no client
   * @param slow the workers that may wait for a client
   */
  public IncomingBody(
      HttpServerExchange exchange,
      Optional<AddressBlock> client,
      SlowBodies slow,
      ListenerLimits.Timeouts timeouts) {
    this.exchange = exchange;
    this.client = client;
    this.connection = OpenConnection.of(exchange);
    this.channel = exchange.getRequestChannel();
    this.slow = slow;
    this.timeouts = timeouts;
  }

  /**
   * Reads the beginning, then calls {@code ready}; calls {@code broken} when the connection is
   * lost, {@code refused} when the server takes no more of it. Runs on the I/O thread.
   */
  void prefetch(Runnable ready, Runnable broken, Consumer<RefusedException> refused) {
    try {
      if (isAskedForByWorker() || fill(PREFETCH)) {
        stopPrefetch();
        ready.run();
      } else {
        if (isExpectingContinue()) {
          ContinueAnswer.send(exchange);
        }
        channel.getReadSetter().set(source -> prefetch(ready, broken, refused));
        channel.resumeReads();
      }
    } catch (IOException e) {
      stopPrefetch();
      broken.run();
    } catch (RefusedException e) {
      stopPrefetch();
      refused.accept(e);
    }
  }

  /** Whether the end of the body was seen. */
  boolean hasArrived() {
    return complete;
  }

  void stopPrefetch() {
    channel.getReadSetter().set(null);
    channel.suspendReads();
  }

  private boolean isAskedForByWorker() {
    return exchange.getRequestContentLength() >= PREFETCH && isExpectingContinue();
  }

  /**
   * Whether the client waits for {@code 100 Continue}. A client that has begun to send does not.
   */
  private boolean isExpectingContinue() {
    return bytes.size() == 0 && !complete && ContinueAnswer.isExpected(exchange);
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

  /**
   * The bytes of the body as they arrive, of any number. They are not counted as held in memory.
   * Reading throws {@link RefusedException} with INVALID_REQUEST when none arrives for the time of
   * a body or it breaks off, OVERLOADED when too many other workers wait for their clients.
   */
  InputStream stream() {
    connection.drop();
    streaming = true;
    return new BodyStream(this, bytes.stream());
  }

  /**
   * Reads what comes next; returns -1 at the end of the body, and otherwise at least one byte.
   *
   * @throws RefusedException as the stream does
   */
  int readMore(ByteBuffer into) {
    try {
      int read = complete ? -1 : channel.read(into);
      connection.check();
      if (read == 0) {
        read = awaitMore(into);
      }
      received.addAndGet(Math.max(read, 0));
      complete = read < 0;
      isWhole = complete;
      return read;
    } catch (IOException e) {
      throw RefusedException.invalid("the body broke off");
    }
  }

  private int awaitMore(ByteBuffer into) throws IOException {
    long end = System.nanoTime() + timeouts.body().toNanos();
    try (SlowBodies.Place place =
        slow.enter(client, System.nanoTime()).orElseThrow(IncomingBody::tooSlow)) {
      if (isExpectingContinue()) {
        askForIt(end - System.nanoTime());
      }
      int read = 0;
      while (read == 0) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw late();
        }
        if (place.isDisplaced()) {
          throw tooSlow();
        }
        channel.awaitReadable(Math.min(left, LOOK_AROUND), TimeUnit.NANOSECONDS);
        read = channel.read(into);
        connection.check();
      }
      return read;
    }
  }

  /**
   * Whether a body that is read as a stream comes fast enough, or is worked at: called each time
   * that the time of a request has passed. Runs on the I/O thread.
   *
   * @param least how many bytes must have come since the last call
   */
  public boolean isUnderWay(long least) {
    if (!streaming) {
      return false;
    }
    long before = receivedBefore;
    receivedBefore = received.get();
    return isWhole ? periods++ < MOST_PERIODS : receivedBefore - before >= least;
  }

  private void awaitRest(int maxBytes) throws IOException {
    long before = bytes.size();
    try (SlowBodies.Place place =
        slow.enter(client, System.nanoTime()).orElseThrow(IncomingBody::tooSlow)) {
      long end = Math.min(System.nanoTime() + timeouts.body().toNanos(), lastMoment());
      if (isExpectingContinue()) {
        askForIt(end - System.nanoTime());
      }
      while (!fill(maxBytes + 1)) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw late();
        }
        place.received(bytes.size() - before);
        if (place.isDisplaced()) {
          throw tooSlow();
        }
        channel.awaitReadable(Math.min(left, LOOK_AROUND), TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Has the I/O thread send {@code 100 Continue}: it alone writes to the connection. */
  private void askForIt(long nanos) throws IOException {
    FutureTask<Boolean> asking =
        new FutureTask<>(
            () -> {
              ContinueAnswer.send(exchange);
              return true;
            });
    try {
      exchange.getIoThread().execute(asking);
      asking.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asking.cancel(false);
      throw late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException | RejectedExecutionException e) {
      throw new IOException(e);
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
      connection.check();
      if (read == 0) {
        return false;
      }
      complete = read < 0;
      bytes.advance(Math.max(read, 0));
    }
    return true;
  }

  private static RefusedException tooSlow() {
    return new RefusedException(
        ErrorCategory.OVERLOADED, "too many clients send their bodies slowly; try again");
  }

  private static RefusedException late() {
    return RefusedException.invalid("the body did not arrive in time");
  }

  private static RefusedException tooLarge() {
    return new RefusedException(ErrorCategory.TOO_LARGE, "http: request body too large");
  }
}
