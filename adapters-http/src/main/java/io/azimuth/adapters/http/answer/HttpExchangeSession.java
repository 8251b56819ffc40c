package io.azimuth.adapters.http.answer;

import io.azimuth.adapters.http.connection.OpenConnection;
import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.application.api.ServedBy;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Content;
import io.azimuth.spi.api.Feed;
import io.azimuth.spi.thread.OutOfMemory;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One exchange, from its headers to the last byte of its answer. Any thread may answer; the answer
 * is written on the exchange's I/O thread. The first answer is sent, later ones are dropped.
 */
public final class HttpExchangeSession {

  private static final Logger LOG = LoggerFactory.getLogger(HttpExchangeSession.class);

  /**
   * The longest unread rest of a body, in bytes, that is read and discarded to keep the connection.
   */
  private static final long SMALL_REST = 64 * 1024;

  private static final HttpAnswer NO_ROOM =
      HttpAnswer.refusal(
          ErrorCategory.OVERLOADED, "there is no room for an answer of this length; try again");

  /**
   * How long the rest of a body is read and discarded. Closing at once could reset the connection
   * before the client has read the answer.
   */
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** How many bytes of an answer a client must take in each {@code Timeouts.progress()}. */
  private static final int LEAST_TAKEN = 64 * 1024;

  private final HttpServerExchange exchange;
  private final String id;
  private final SelectorRounds rounds;

  /** A list for several threads: Undertow may end an exchange on the thread that reads its body. */
  private final List<XnioExecutor.Key> timers = new CopyOnWriteArrayList<>();

  private @Nullable ContentSender sender; // used on the I/O thread only, like the next one
  private @Nullable FeedSender feedSender;
  private long takenBefore = -1;

  private LongPredicate receiving = least -> false; // used on the I/O thread only
  private volatile ServedBy servedBy = ServedBy.NOTHING;
  private volatile boolean answered;
  private volatile boolean over;

  /**
   * The session of an exchange that has just begun.
   *
   * @param id the id of the request
   * @param rounds of the I/O threads
   */
  public HttpExchangeSession(HttpServerExchange exchange, String id, SelectorRounds rounds) {
    this.exchange = exchange;
    this.id = id;
    this.rounds = rounds;
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          over = true;
          timers.forEach(XnioExecutor.Key::remove);
          timers.clear(); // they hold the body, and the connection may hold this exchange
          next.proceed();
        });
  }

  public HttpServerExchange exchange() {
    return exchange;
  }

  public String id() {
    return id;
  }

  /** What served the request, as far as it is known. */
  public ServedBy servedBy() {
    return servedBy;
  }

  /** Notes what served the request. Any thread may call this. */
  public void servedBy(ServedBy by) {
    servedBy = by;
  }

  /**
   * Sets the check whether a long body still comes, or is worked at. Runs on the I/O thread.
   *
   * @param progress whether so many bytes have come since it was asked last
   */
  public void receives(LongPredicate progress) {
    receiving = progress;
  }

  /** Whether a long body comes fast enough, or is worked at. Runs on the I/O thread. */
  public boolean isReceivingBy(long bytes) {
    return receiving.test(bytes);
  }

  /** Closes the connection after this answer. Runs on the I/O thread. */
  public void closeAfterwards() {
    exchange.setPersistent(false);
  }

  /** Runs the task on the I/O thread after the delay, unless the exchange has ended by then. */
  public void after(Duration delay, Runnable task) {
    try {
      timers.add(
          exchange
              .getIoThread()
              .executeAfter(() -> unlessOver(task), delay.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      return; // the server stops, and closes the connection
    }
  }

  private void unlessOver(Runnable task) {
    if (!over) {
      task.run();
    }
  }

  /** Closes the connection at once, also in the middle of an answer. Runs on the I/O thread. */
  public void cut() {
    IoUtils.safeClose(exchange.getConnection());
    exchange.endExchange();
  }

  /** Whether an answer was accepted for sending. */
  public boolean isAnswered() {
    return answered;
  }

  /** Whether an answer can no longer reach the client. */
  public boolean isAbandoned() {
    return answered || over || !exchange.getConnection().isOpen();
  }

  /**
   * Answers. Any thread may call this; it does not block. The I/O thread renders the answer, unless
   * it is long: then the caller does, so that answers are not made faster than they are counted.
   *
   * @param sent runs after the network has taken the whole answer
   * @param dropped runs when the answer is not sent, because it comes too late or there is no room
   *     for it
   */
  public void answer(Supplier<HttpAnswer> answer, Runnable sent, Runnable dropped) {
    try {
      if (Thread.currentThread() == exchange.getIoThread()) {
        send(() -> counted(made(answer), sent, dropped), dropped);
        return;
      }
      HttpAnswer made = made(answer);
      if (!isLong(made)) {
        rounds.execute(
            exchange.getIoThread(), () -> send(() -> counted(made, sent, dropped), dropped));
      } else if (isAbandoned()) {
        dropped.run();
      } else {
        Outgoing outgoing = counted(made, sent, dropped);
        rounds.execute(exchange.getIoThread(), () -> send(() -> outgoing, outgoing.dropped()));
      }
    } catch (RejectedExecutionException e) {
      dropped.run();
      LOG.debug("the server closes: an answer is dropped, request_id={}", id);
    }
  }

  /** Sends this answer. Nothing runs after it. */
  public void answer(HttpAnswer answer) {
    answer(() -> answer, () -> {}, () -> {});
  }

  /** An answer for which there is room, and what runs when it is sent or dropped. */
  private record Outgoing(RenderedAnswer rendered, Runnable sent, Runnable dropped) {}

  private HttpAnswer made(Supplier<HttpAnswer> answer) {
    try {
      return answer.get();
    } catch (RuntimeException | Error e) { // such as of a very deep answer
      return unusable(e);
    }
  }

  private static boolean isLong(HttpAnswer answer) {
    try {
      return RenderedAnswer.isLong(answer);
    } catch (RuntimeException | Error e) {
      return false; // rendering it reports the error
    }
  }

  private HttpAnswer unusable(Throwable e) {
    OutOfMemory.report(e);
    LOG.error("the answer cannot be rendered, request_id={}", id, e);
    return HttpAnswer.refusal(ErrorCategory.INTERNAL, "internal error");
  }

  private Outgoing counted(HttpAnswer answer, Runnable sent, Runnable dropped) {
    RenderedAnswer rendered = rendered(answer);
    if (OpenConnection.of(exchange).answer(inMemory(rendered))) {
      return new Outgoing(rendered, sent, dropped);
    }
    dropped.run();
    // Of the answer for which there is no room; the refusal must not be kept for it.
    exchange.getResponseHeaders().remove(Headers.ETAG);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    return new Outgoing(RenderedAnswer.of(NO_ROOM.with(answer.rateLimit())), () -> {}, () -> {});
  }

  private void send(Supplier<Outgoing> answer, Runnable dropped) {
    if (answered || over || OpenConnection.of(exchange).isClosing()) {
      dropped.run();
      return;
    }
    answered = true;
    try {
      dealWithUnreadBody();
      Outgoing outgoing = answer.get();
      RenderedAnswer rendered = outgoing.rendered();
      rendered.answer().rateLimit().ifPresent(it -> AnswerWriter.writeRateLimit(exchange, it));
      send(rendered, outgoing.sent());
    } catch (RuntimeException | Error | IOException e) { // the thread has other connections, too
      OutOfMemory.report(e);
      LOG.error("the answer cannot be written, request_id={}", id, e);
      cut();
    }
  }

  private int inMemory(RenderedAnswer rendered) {
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      return 0;
    }
    if (rendered.answer().feed().isPresent()) {
      return FeedSender.PIECE;
    }
    return rendered
        .answer()
        .content()
        .map(content -> Math.toIntExact(ContentSender.PIECE + content.heldInMemory()))
        .orElse(rendered.length());
  }

  private void send(RenderedAnswer rendered, Runnable sent) throws IOException {
    Optional<Content> content = rendered.answer().content();
    if (content.isPresent()) {
      send(content.get(), sent);
      return;
    }
    Optional<Feed> feed = rendered.answer().feed();
    if (feed.isPresent()) {
      closeAfterwards();
      AnswerWriter.write(exchange, feed.get(), () -> sender(feed.get(), sent));
      return;
    }
    AnswerWriter.write(exchange, rendered, sent);
    if (!over) {
      awaitProgress(rendered.body(), rendered.length());
    }
  }

  // Cuts the answer when the client takes too little of it.
  private void awaitProgress(ByteBuffer unsent, int before) {
    after(
        OpenConnection.of(exchange).timeouts().progress(),
        () -> {
          if (exchange.isResponseComplete()) {
            return;
          }
          if (before - unsent.remaining() < LEAST_TAKEN) {
            cut();
          } else {
            awaitProgress(unsent, unsent.remaining());
          }
        });
  }

  private void send(Content content, Runnable sent) throws IOException {
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          content.close();
          next.proceed();
        });
    sender = new ContentSender(content, rounds, sent, this::cut);
    AnswerWriter.write(exchange, content, sender);
  }

  private FeedSender sender(Feed feed, Runnable sent) {
    FeedSender made = new FeedSender(exchange, feed, rounds, sent, this::cut);
    feedSender = made;
    return made;
  }

  /**
   * Whether content is being sent and the client has taken at least this many bytes since the last
   * call, or a feed from which it has taken what there was. The first call returns true while
   * content is being sent. Runs on the I/O thread.
   */
  public boolean hasProgressedBy(long bytes) {
    if (feedSender != null) {
      return feedSender.hasProgressed();
    }
    if (sender == null) {
      return false;
    }
    boolean enough = takenBefore < 0 || sender.taken() - takenBefore >= bytes;
    takenBefore = sender.taken();
    return enough;
  }

  private RenderedAnswer rendered(HttpAnswer answer) {
    try {
      return RenderedAnswer.of(answer);
    } catch (RuntimeException | Error e) {
      return RenderedAnswer.of(unusable(e));
    }
  }

  /**
   * Undertow reads and discards the unread body after the answer: otherwise it would be taken for
   * the next request. Here that lasts only a short time, and the connection is kept only if little
   * is left.
   */
  private void dealWithUnreadBody() {
    OpenConnection.of(exchange).drop();
    if (exchange.isRequestComplete()) {
      return;
    }
    long length = exchange.getRequestContentLength();
    boolean expected = exchange.getRequestHeaders().contains(Headers.EXPECT);
    if (length < 0 || length > SMALL_REST || expected) {
      closeAfterwards();
    }
    after(LINGER, this::cut);
  }
}
