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
import io.azimuth.adapters.http.request.ShownCertificates;
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
    this.reading =
        new RequestHeadReader(
            forwardedFor, new ShownCertificates(listener, forwardedFor::isTrusted));
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
    HttpExchangeSession session = new HttpExchangeSession(exchange, requestIds.get(), rounds);
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          answers.sent(done, session.servedBy(), System.nanoTime() - begun);
          next.proceed();
        });
    AnswerWriter.prepare(exchange, overTls);
    // Ends Undertow's own call, so that another thread can answer.
    exchange.dispatch(
        SameThreadExecutor.INSTANCE, () -> guarded(session, () -> begin(session, welcome)));
  }

  private void begin(HttpExchangeSession session, boolean welcome) {
    session.after(limits.timeouts().request(), () -> requestTimedOut(session));
    if (!welcome) {
      session.closeAfterwards();
      session.answer(HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the server is shutting down"));
      return;
    }
    if (traffic.isLeaving()) {
      session.closeAfterwards();
    }
    try {
      begin(session);
      if (console.isPresent() && ConsoleHandler.isFor(session.exchange())) {
        reading.admit(session);
        console.get().handle(session);
      } else {
        RequestHeadReader.Head head = reading.read(session);
        accept(session, head, RequestSpan.begin(tracing, session, head));
      }
    } catch (RefusedException e) {
      session.answer(HttpAnswer.refusal(e.refusal()));
    }
  }

  private static void begin(HttpExchangeSession session) {
    try {
      OpenConnection.of(session.exchange()).begin(session.exchange());
    } catch (RefusedException e) {
      session.closeAfterwards();
      throw e;
    }
  }

  private void accept(HttpExchangeSession session, RequestHeadReader.Head head, Span span) {
    HttpServerExchange exchange = session.exchange();
    if (!head.takesBody() || exchange.isRequestComplete()) {
      enqueue(session, head, span, RequestBody.NONE);
      return;
    }
    // With a token the route decides, after its check: it may take bytes of any number.
    if (head.caller().isEmpty() && exchange.getRequestContentLength() > limits.bodyBytes()) {
      throw new RefusedException(ErrorCategory.TOO_LARGE, "http: request body too large");
    }
    IncomingBody incoming =
        new IncomingBody(exchange, client(head.client()), workers.slowBodies(), limits.timeouts());
    session.receives(incoming::isUnderWay);
    LazyBody body = new LazyBody(incoming, head.isForm(), limits.bodyBytes());
    BodyPrefetch prefetch = new BodyPrefetch(session, incoming);
    session.after(limits.timeouts().body(), prefetch::expire);
    prefetch.start(() -> guarded(session, () -> enqueue(session, head, span, body)));
  }

  private void enqueue(
      HttpExchangeSession session, RequestHeadReader.Head head, Span span, RequestBody body) {
    ApiRequest request = head.toRequest(session.id(), body);
    OpenConnection.of(session.exchange()).work();
    workers.offer(
        head.isOfNewcomer(),
        client(request.client()),
        () -> CurrentSpan.during(span, () -> carryOut(session, request)),
        () -> refuse(session));
  }

  /** Whose turn the request takes; empty when it comes from a proxy that names no client. */
  private Optional<AddressBlock> client(ClientAddress client) {
    InetAddress address = client.address();
    return forwardedFor.isTrusted(address)
        ? Optional.empty()
        : Optional.of(AddressBlock.of(address));
  }

  private static void refuse(HttpExchangeSession session) {
    session.answer(
        HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the server has too much to do; try again"));
  }

  private void carryOut(HttpExchangeSession session, ApiRequest request) {
    if (session.isAbandoned()) {
      // The client already has the answer that its request took too long, so the request must not
      // take effect.
      session.answer(HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the request took too long"));
      return;
    }
    guarded(
        session,
        () -> {
          CompletionStage<ApiResponse> stage = api.handle(request);
          stage.whenComplete((response, thrown) -> answer(session, request, response, thrown));
        });
  }

  private static void answer(
      HttpExchangeSession session,
      ApiRequest request,
      @Nullable ApiResponse response,
      @Nullable Throwable thrown) {
    if (response == null) {
      fail(session, thrown);
      return;
    }
    session.servedBy(response.servedBy());
    session.answer(
        () -> AnswerRenderer.render(response, request.query()),
        response.sent(),
        response.answer()::discard);
  }

  /** The outermost error handler. The caller learns nothing about the error. */
  private static void guarded(HttpExchangeSession session, Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      fail(session, thrown);
    }
  }

  private static void fail(HttpExchangeSession session, @Nullable Throwable thrown) {
    LOG.error("request failed, request_id={}", session.id(), thrown);
    session.answer(HttpAnswer.refusal(ErrorCategory.INTERNAL, "internal error"));
  }

  private void requestTimedOut(HttpExchangeSession session) {
    if (session.isAnswered()) {
      if (session.hasProgressedBy(LEAST_TAKEN)) {
        session.after(limits.timeouts().request(), () -> requestTimedOut(session));
      } else {
        session.cut();
      }
      return;
    }
    if (session.isReceivingBy(LEAST_TAKEN)) {
      session.after(limits.timeouts().request(), () -> requestTimedOut(session));
      return;
    }
    long unlogged = lateRequests.take(System.nanoTime());
    if (unlogged >= 0) {
      LOG.warn("request took too long, request_id={}, unlogged={}", session.id(), unlogged);
    }
    session.closeAfterwards();
    session.answer(HttpAnswer.refusal(ErrorCategory.OVERLOADED, "the request took too long"));
  }
}
