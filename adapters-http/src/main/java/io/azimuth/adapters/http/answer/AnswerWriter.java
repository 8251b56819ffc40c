package io.azimuth.adapters.http.answer;

import io.azimuth.application.api.RateLimitNotice;
import io.azimuth.spi.api.Content;
import io.azimuth.spi.api.Feed;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.function.Supplier;
import org.xnio.channels.StreamSinkChannel;

/** Writes an answer to the exchange. Runs on the I/O thread. */
public final class AnswerWriter {

  private static final HttpString NO_SNIFFING = new HttpString("X-Content-Type-Options");

  private static final HttpString RATE_LIMIT = new HttpString("X-Ratelimit-Limit");
  private static final HttpString RATE_REMAINING = new HttpString("X-Ratelimit-Remaining");
  private static final HttpString RATE_RESET = new HttpString("X-Ratelimit-Reset");

  private AnswerWriter() {}

  /** Sets the headers that every answer has. */
  public static void prepare(HttpServerExchange exchange, boolean overTls) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(NO_SNIFFING, "nosniff");
    if (overTls) {
      headers.put(Headers.STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
  }

  /** Writes the quota headers of the caller. */
  static void writeRateLimit(HttpServerExchange exchange, RateLimitNotice notice) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(RATE_LIMIT, notice.limit());
    headers.put(RATE_REMAINING, notice.remaining());
    headers.put(RATE_RESET, HttpAnswer.wholeSeconds(notice.reset()));
  }

  /** Writes the answer, and runs {@code sent} after the network has taken all of it. */
  static void write(HttpServerExchange exchange, RenderedAnswer rendered, Runnable sent)
      throws IOException {
    exchange.setStatusCode(rendered.answer().status());
    HeaderMap headers = exchange.getResponseHeaders();
    if (!exchange.isPersistent()) {
      headers.put(Headers.CONNECTION, "close");
    }
    rendered.answer().retryAfterSeconds().ifPresent(s -> headers.put(Headers.RETRY_AFTER, s));
    rendered
        .answer()
        .maxAge()
        .ifPresent(time -> headers.put(Headers.CACHE_CONTROL, "max-age=" + time.toSeconds()));
    if (rendered.hasLength()) {
      headers.put(Headers.CONTENT_LENGTH, rendered.length());
    }
    if (rendered.length() > 0) {
      headers.put(
          Headers.CONTENT_TYPE,
          rendered.answer().file().map(StaticBody::mediaType).orElse("application/json"));
    }
    if (rendered.length() > 0 && !exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.getResponseSender().send(rendered.body(), new SendCompletion(sent));
    } else {
      SendCompletion.whenSent(exchange, sent);
      endWithoutBody(exchange);
    }
  }

  /** Starts to send the content. The sender ends the exchange. */
  static void write(HttpServerExchange exchange, Content content, ContentSender sender)
      throws IOException {
    exchange.setStatusCode(200);
    HeaderMap headers = exchange.getResponseHeaders();
    if (!exchange.isPersistent()) {
      headers.put(Headers.CONNECTION, "close");
    }
    headers.put(Headers.CONTENT_LENGTH, content.length());
    headers.put(Headers.CONTENT_TYPE, content.mediaType());
    headers.put(Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + content.fileName() + '"');
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      endWithoutBody(exchange);
    } else {
      sender.sendNext(exchange, exchange.getResponseSender());
    }
  }

  /** Begins an answer whose length is not known. The sender ends the exchange. */
  static void write(HttpServerExchange exchange, Feed feed, Supplier<FeedSender> sender)
      throws IOException {
    exchange.setStatusCode(200);
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CONNECTION, "close");
    headers.put(Headers.CONTENT_TYPE, feed.mediaType());
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      feed.close();
      endWithoutBody(exchange);
      return;
    }
    if (exchange.isHttp11()) {
      headers.put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
    }
    sender.get().start();
  }

  /**
   * Ends the exchange without Undertow's usual step: before it sends an answer that has no body, it
   * reads and discards the rest of the request.
   */
  private static void endWithoutBody(HttpServerExchange exchange) throws IOException {
    if (!exchange.isRequestComplete()) {
      StreamSinkChannel sink = exchange.getResponseChannel();
      sink.shutdownWrites();
      sink.flush();
    }
    exchange.endExchange();
  }
}
