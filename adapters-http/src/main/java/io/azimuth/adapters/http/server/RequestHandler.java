package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.answer.AnswerRenderer;
import io.azimuth.adapters.http.answer.AnswerWriter;
import io.azimuth.adapters.http.answer.HttpAnswer;
import io.azimuth.adapters.http.answer.HttpExchangeSession;
import io.azimuth.adapters.http.config.ListenerConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.connection.AddressBlock;
import io.azimuth.adapters.http.connection.OpenConnection;
import io.azimuth.adapters.http.connection.SelectorRounds;
import io.azimuth.adapters.http.console.ConsoleHandler;
import io.azimuth.adapters.http.request.BodyPrefetch;
import io.azimuth.adapters.http.request.ForwardedFor;
import io.azimuth.adapters.http.request.IncomingBody;
import io.azimuth.adapters.http.request.LazyBody;
import io.azimuth.adapters.http.request.RequestHeadReader;
import io.azimuth.application.api.Api;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.ClientAddress;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.Tracing;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles each request of a listener: reads its head on the I/O thread, gives it to a worker, and
 * sends the application's answer.
 */
final class RequestHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  /**
   * How many bytes of a long answer a client must take within the time of one request, or send of a
   * long body. A faster client may continue.
   */
  private static final long LEAST_TAKEN = 2L << 20;

  private static final int LATE_LINES_PER_MINUTE = 10;

  private final Api api;
  private final ListenerLimits limits;
  private final Supplier<String> requestIds;
  private final Tracing tracing;
  private final Workers workers;
  private final InFlightRequests traffic;
  private final AnswerFigures answers;
  private final ForwardedFor forwardedFor;
  private final RequestHeadReader reading;
  private final boolean overTls;
  private final SelectorRounds rounds;
  private final Optional<ConsoleHandler> console;
  private final LogAllowance lateRequests = LogAllowance.perMinute(LATE_LINES_PER_MINUTE);

  RequestHandler(
      Api api,
      Supplier<String> requestIds,
      Tracing tracing,
      Workers workers,
      InFlightRequests traffic,
      AnswerFigures answers,
      SelectorRounds rounds,
      Optional<ConsoleHandler> console,
      ListenerConfig listener) {
    this.api = api;
    this.limits = listener.limits();
    this.requestIds = requestIds;
    this.tracing = tracing;
    this.workers = workers;
    this.traffic = traffic;
    this.answers = answers;
    this.rounds = rounds;
    this.forwardedFor = new ForwardedFor(listener.forwarding());
    this.reading = new RequestHeadReader(forwardedFor);
    this.console = console;
    this.overTls = listener.tls().isPresent();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    boolean welcome = traffic.enter();
    OpenConnection connection = OpenConnection.of(exchange);
    long begun = System.nanoTime();
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          connection.end(done);
          traffic.leave();
          rounds.proceed(done.getIoThread(), next::proceed);
        });
    HttpExchangeSession talk = new HttpExchangeSession(exchange, requestIds.get(), rounds);
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          answers.sent(done, talk.servedBy(), System.nanoTime() - begun);
          next.proceed();
        });
    AnswerWriter.prepare(exchange, overTls);
    // Ends Undertow's own call, so that another thread can answer.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> guarded(talk, () -> begin(talk, welcome)));
  }

  private void begin(HttpExchangeSession talk, boolean welcome) {
    talk.after(limits.timeouts().request(), () -> requestTimedOut(talk));
    if (!welcome) {
      talk.closeAfterwards();
      talk.answer(HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the server is shutting down"));
      return;
    }
    if (traffic.isLeaving()) {
      talk.closeAfterwards();
    }
    try {
      begin(talk);
      if (console.isPresent() && ConsoleHandler.isFor(talk.exchange())) {
        reading.admit(talk);
        console.get().handle(talk);
      } else {
        RequestHeadReader.Head head = reading.read(talk);
        accept(talk, head, RequestSpan.begin(tracing, talk, head));
      }
    } catch (RefusedException e) {
      talk.answer(HttpAnswer.refusal(e.refusal()));
    }
  }

  private static void begin(HttpExchangeSession talk) {
    try {
      OpenConnection.of(talk.exchange()).begin(talk.exchange());
    } catch (RefusedException e) {
      talk.closeAfterwards();
      throw e;
    }
  }

  private void accept(HttpExchangeSession talk, RequestHeadReader.Head head, Span span) {
    HttpServerExchange exchange = talk.exchange();
    if (!head.takesBody() || exchange.isRequestComplete()) {
      enqueue(talk, head, span, RequestBody.NONE);
      return;
    }
    // With a token the route decides, after its check: it may take bytes of any number.
    if (head.caller().isEmpty() && exchange.getRequestContentLength() > limits.bodyBytes()) {
      throw new RefusedException(ErrorCategory.TOO_LARGE, "http: request body too large");
    }
    IncomingBody incoming =
        new IncomingBody(exchange, client(head.client()), workers.slowBodies(), limits.timeouts());
    talk.receives(incoming::isUnderWay);
    LazyBody body = new LazyBody(incoming, head.isForm(), limits.bodyBytes());
    BodyPrefetch prefetch = new BodyPrefetch(talk, incoming);
    talk.after(limits.timeouts().body(), prefetch::expire);
    prefetch.start(() -> guarded(talk, () -> enqueue(talk, head, span, body)));
  }

  private void enqueue(
      HttpExchangeSession talk, RequestHeadReader.Head head, Span span, RequestBody body) {
    ApiRequest request = head.toRequest(talk.id(), body);
    OpenConnection.of(talk.exchange()).work();
    workers.offer(
        head.isOfNewcomer(),
        client(request.client()),
        () -> CurrentSpan.during(span, () -> carryOut(talk, request)),
        () -> refuse(talk));
  }

  /** Whose turn the request takes; empty when it comes from a proxy that names no client. */
  private Optional<AddressBlock> client(ClientAddress client) {
    InetAddress address = client.address();
    return forwardedFor.isTrusted(address)
        ? Optional.empty()
        : Optional.of(AddressBlock.of(address));
  }

  private static void refuse(HttpExchangeSession talk) {
    talk.answer(
        HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the server has too much to do; try again"));
  }

  private void carryOut(HttpExchangeSession talk, ApiRequest request) {
    if (talk.isAbandoned()) {
      // The client already has the answer that its request took too long, so the request must not
      // take effect.
      talk.answer(HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the request took too long"));
      return;
    }
    guarded(
        talk,
        () -> {
          CompletionStage<ApiResponse> stage = api.handle(request);
          stage.whenComplete((response, thrown) -> answer(talk, request, response, thrown));
        });
  }

  private static void answer(
      HttpExchangeSession talk,
      ApiRequest request,
      @Nullable ApiResponse response,
      @Nullable Throwable thrown) {
    if (response == null) {
      fail(talk, thrown);
      return;
    }
    talk.servedBy(response.servedBy());
    talk.answer(
        () -> AnswerRenderer.render(response, request.query()),
        response.sent(),
        response.answer()::discard);
  }

  /** The outermost error handler. The caller learns nothing about the error. */
  private static void guarded(HttpExchangeSession talk, Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      fail(talk, thrown);
    }
  }

  private static void fail(HttpExchangeSession talk, @Nullable Throwable thrown) {
    LOG.error("request failed, request_id={}", talk.id(), thrown);
    talk.answer(HttpAnswer.refusal(ErrorCategory.INTERNAL, "internal error"));
  }

  private void requestTimedOut(HttpExchangeSession talk) {
    if (talk.isAnswered()) {
      if (talk.hasProgressedBy(LEAST_TAKEN)) {
        talk.after(limits.timeouts().request(), () -> requestTimedOut(talk));
      } else {
        talk.cut();
      }
      return;
    }
    if (talk.isReceivingBy(LEAST_TAKEN)) {
      talk.after(limits.timeouts().request(), () -> requestTimedOut(talk));
      return;
    }
    long unlogged = lateRequests.take(System.nanoTime());
    if (unlogged >= 0) {
      LOG.warn("request took too long, request_id={}, unlogged={}", talk.id(), unlogged);
    }
    talk.closeAfterwards();
    talk.answer(HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the request took too long"));
  }
}
