package io.azimuth.adapters.http.console;

import io.azimuth.adapters.http.answer.HttpAnswer;
import io.azimuth.adapters.http.answer.HttpExchangeSession;
import io.azimuth.adapters.http.request.RequestTarget;
import io.azimuth.application.api.ServedBy;
import io.azimuth.domain.error.ErrorCategory;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;

/**
 * Answers requests for the console, on the I/O thread: all files are in memory. It never asks the
 * application, and so needs no worker and works also while the server is sealed.
 */
public final class ConsoleHandler {

  private static final String ROOT = "/ui";
  private static final String BELOW = ROOT + '/';

  private static final ServedBy CONSOLE = new ServedBy("console", "ui");

  private static final ConsoleHeaders HEADERS = new ConsoleHeaders();

  private final ConsoleFiles files;

  private ConsoleHandler(ConsoleFiles files) {
    this.files = files;
  }

  /** A handler with all files of the console. */
  public static ConsoleHandler create() {
    return new ConsoleHandler(ConsoleFiles.load());
  }

  /** Whether the request is for the console, or a browser's for the server and no path of it. */
  public static boolean isFor(HttpServerExchange exchange) {
    String path = path(exchange);
    return path.equals(ROOT)
        || path.startsWith(BELOW)
        || (path.equals("/") && isReading(exchange.getRequestMethod()));
  }

  private static boolean isReading(HttpString method) {
    return method.equals(Methods.GET) || method.equals(Methods.HEAD);
  }

  private static String path(HttpServerExchange exchange) {
    return RequestTarget.rawPath(exchange.getRequestURI());
  }

  /** Answers a request for the console. */
  public void handle(HttpExchangeSession session) {
    session.servedBy(CONSOLE);
    HttpServerExchange exchange = session.exchange();
    HeaderMap headers = exchange.getResponseHeaders();
    HEADERS.put(headers);
    if (!isReading(exchange.getRequestMethod())) {
      headers.put(Headers.ALLOW, "GET, HEAD");
      session.answer(HttpAnswer.refusal(ErrorCategory.UNSUPPORTED_OPERATION));
    } else if (!path(exchange).startsWith(BELOW)) {
      headers.put(Headers.LOCATION, "ui/"); // of the same directory, also behind a proxy's prefix
      session.answer(HttpAnswer.redirect());
    } else {
      session.answer(answer(exchange));
    }
  }

  private HttpAnswer answer(HttpServerExchange exchange) {
    Optional<ConsoleFile> found = files.find(path(exchange).substring(BELOW.length()));
    if (found.isEmpty()) {
      return HttpAnswer.refusal(ErrorCategory.NOT_FOUND);
    }
    ConsoleFile file = found.get();
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.ETAG, file.tag());
    headers.put(Headers.CACHE_CONTROL, file.caching());
    return has(exchange, file.tag()) ? HttpAnswer.unchanged() : HttpAnswer.file(file.body());
  }

  private static boolean has(HttpServerExchange exchange, String tag) {
    String known = exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH);
    return known != null && (known.equals("*") || known.contains(tag));
  }
}
