package io.azimuth.adapters.http.server;

import io.azimuth.application.api.ServedBy;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Counts answers by what served them and by status, and measures how long they took. */
final class AnswerFigures {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "LIST", "SCAN", "OPTIONS");

  /** By the first digit of the status. */
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(digit -> digit + "xx").toList();

  private static final int MOST = 4_000;
  private static final int MOST_ROUTES = 500;

  private final Counter answers;
  private final Timer durations;

  AnswerFigures(Metrics metrics) {
    answers =
        metrics.counter(
            MetricFamily.labelled(
                "azimuth_http_requests_total",
                "Requests by route, method and class of the status.",
                MOST,
                "backend",
                "route",
                "method",
                "code"));
    durations =
        metrics.timer(
            MetricFamily.labelled(
                "azimuth_http_request_duration_seconds",
                "From the head of a request to the end of its answer.",
                MOST_ROUTES,
                "backend",
                "route"));
  }

  /** Records an exchange that has ended. */
  void sent(HttpServerExchange done, ServedBy by, long nanos) {
    answers.increment(by.backend(), by.route(), method(done), code(done));
    durations.record(Duration.ofNanos(nanos), by.backend(), by.route());
  }

  // A stranger may invent methods.
  private static String method(HttpServerExchange exchange) {
    String method = exchange.getRequestMethod().toString();
    return METHODS.contains(method) ? method : MetricFamily.OTHER;
  }

  private static String code(HttpServerExchange exchange) {
    return exchange.isResponseStarted() ? CLASSES.get(exchange.getStatusCode() / 100) : "cut";
  }
}
