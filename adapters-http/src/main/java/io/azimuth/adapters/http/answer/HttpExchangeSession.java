package io.azimuth.adapters.http.answer;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Content;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One exchange from its headers to the last byte of its answer. The answer may come from any
 * thread; it is written on the exchange's I/O thread, once: a later one is dropped.
 */
public final class HttpExchangeSession {

  private static final Logger LOG = LoggerFactory.getLogger(HttpExchangeSession.class);

  /** A rest of a body that is read away, to keep the connection. */
  private static final long SMALL_REST = 64 * 1024;

  /** How long a rest of a body is read away, so that the client reads the answer before the end. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final HttpServerExchange exchange;
  private final String id;

  /** Undertow may end an exchange on the thread that reads its body, hence the care. */
  private final List<XnioExecutor.Key> timers = new CopyOnWriteArrayList<>();

  private @Nullable ContentSender sender; // for the I/O thread only
  private long takenBefore = -1;

  private volatile boolean answered;
  private volatile boolean over;

  public HttpExchangeSession(HttpServerExchange exchange, String id) {
    this.exchange = exchange;
    this.id = id;
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          over = true;
          timers.forEach(XnioExecutor.Key::remove);
          next.proceed();
        });
  }

  public HttpServerExchange exchange() {
    return exchange;
  }

  public String id() {
    return id;
  }

  /** No further request on this connection; on the I/O thread. */
  public void closeAfterwards() {
    exchange.setPersistent(false);
  }

  /** Runs the task on the I/O thread when the time is over, unless the exchange is. */
  public void after(Duration delay, Runnable task) {
    timers.add(
        exchange
            .getIoThread()
            .executeAfter(() -> unlessOver(task), delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void unlessOver(Runnable task) {
    if (!over) {
      task.run();
    }
  }

  /** Cuts the connection, whatever is under way; on the I/O thread. */
  public void cut() {
    IoUtils.safeClose(exchange.getConnection());
    exchange.endExchange();
  }

  public boolean isAnswered() {
    return answered;
  }

  /** Whether nobody waits for an answer any more. */
  public boolean isAbandoned() {
    return answered || over || !exchange.getConnection().isOpen();
  }

  /**
   * Answers, from any thread and without blocking it: also the rendering is left to the I/O thread.
   *
   * @param sent runs once the whole answer was handed to the network
   * @param dropped runs when the answer comes too late to be sent
   */
  public void answer(Supplier<HttpAnswer> answer, Runnable sent, Runnable dropped) {
    try {
      if (Thread.currentThread() == exchange.getIoThread()) {
        send(answer, sent, dropped);
      } else {
        exchange.getIoThread().execute(() -> send(answer, sent, dropped));
      }
    } catch (RejectedExecutionException e) {
      dropped.run();
      LOG.debug("request {}: the server closes, its answer is dropped", id);
    }
  }

  public void answer(HttpAnswer answer) {
    answer(() -> answer, () -> {}, () -> {});
  }

  private void send(Supplier<HttpAnswer> answer, Runnable sent, Runnable dropped) {
    if (answered || over) {
      dropped.run();
      return;
    }
    answered = true;
    try {
      dealWithUnreadBody();
      RenderedAnswer rendered = rendered(answer);
      rendered.answer().rateLimit().ifPresent(it -> AnswerWriter.writeRateLimit(exchange, it));
      Optional<Content> content = rendered.answer().content();
      if (content.isPresent()) {
        send(content.get(), sent);
      } else {
        AnswerWriter.write(exchange, rendered, sent);
      }
    } catch (RuntimeException | IOException e) {
      LOG.error("request {}: the answer cannot be written", id, e);
      cut();
    }
  }

  private void send(Content content, Runnable sent) throws IOException {
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          content.close();
          next.proceed();
        });
    sender = new ContentSender(content, sent, this::cut);
    AnswerWriter.write(exchange, content, sender);
  }

  /**
   * Whether content is being sent and the client has taken at least so much of it since the last
   * question; at the first one always. On the I/O thread.
   */
  public boolean hasProgressedBy(long bytes) {
    if (sender == null) {
      return false;
    }
    boolean enough = takenBefore < 0 || sender.taken() - takenBefore >= bytes;
    takenBefore = sender.taken();
    return enough;
  }

  private RenderedAnswer rendered(Supplier<HttpAnswer> answer) {
    try {
      return RenderedAnswer.of(answer.get());
    } catch (RuntimeException e) {
      LOG.error("request {}: the answer cannot be rendered", id, e);
      return RenderedAnswer.of(HttpAnswer.refusal(ErrorCategory.INTERNAL, "internal error"));
    }
  }

  /**
   * What was not read would be taken for the next request. Undertow reads it away after the answer;
   * we let it only for a short time, and keep the connection only when little is left.
   */
  private void dealWithUnreadBody() {
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
