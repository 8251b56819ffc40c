package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.answer.HttpExchangeSession;
import io.azimuth.adapters.http.request.RequestHeadReader;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.Tracing;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/**
 * A request in its trace: from its head to the last byte of its answer. The names are those of
 * OpenTelemetry's conventions; its path is left out, because it may contain a token.
 */
final class RequestSpan {

  private static final int SERVER_ERRORS = 500;

  private RequestSpan() {}

  /** Begins the span of the request, which ends with the exchange. */
  static Span begin(Tracing tracing, HttpExchangeSession session, RequestHeadReader.Head head) {
    HttpServerExchange exchange = session.exchange();
    String method = exchange.getRequestMethod().toString();
    Span span = tracing.request(method, header -> head.headers().getOrDefault(header, List.of()));
    if (span.isRecorded()) {
      span.put("http.request.method", method)
          .put("client.address", head.client().address().getHostAddress())
          .put("azimuth.request_id", session.id());
      exchange.addExchangeCompleteListener(
          (done, next) -> {
            end(span, done.getStatusCode());
            next.proceed();
          });
    }
    return span;
  }

  private static void end(Span span, int status) {
    span.put("http.response.status_code", status);
    if (status >= SERVER_ERRORS) {
      span.fail(String.valueOf(status));
    }
    span.end();
  }
}
