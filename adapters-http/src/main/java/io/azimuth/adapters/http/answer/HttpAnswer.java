package io.azimuth.adapters.http.answer;

import io.azimuth.application.api.RateLimitNotice;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Content;
import io.azimuth.spi.api.Feed;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer in HTTP's terms.
 *
 * @param status the status code
 * @param body the JSON body; absent: no JSON body
 * @param retryAfter how long the client waits before it tries again; absent: no such header
 * @param maxAge how long the answer may be cached; absent: it must not be cached
 * @param content a body that is not JSON; absent: none
 * @param feed a body that comes while it is sent; absent: none
 * @param file a body that is the same for all clients; absent: none
 * @param rateLimit the state of the caller's quota; absent: no quota headers
 */
public record HttpAnswer(
    int status,
    Optional<Value.Obj> body,
    Optional<Duration> retryAfter,
    Optional<Duration> maxAge,
    Optional<Content> content,
    Optional<Feed> feed,
    Optional<StaticBody> file,
    Optional<RateLimitNotice> rateLimit) {

  private static final Duration SOON = Duration.ofSeconds(1);

  static HttpAnswer of(int status, Value.Obj body) {
    return kept(status, body, Optional.empty());
  }

  static HttpAnswer kept(int status, Value.Obj body, Optional<Duration> maxAge) {
    return new HttpAnswer(
        status,
        Optional.of(body),
        Optional.empty(),
        maxAge,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static HttpAnswer empty(int status) {
    return new HttpAnswer(
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The answer that sends the client to the address in the header {@code Location}. */
  public static HttpAnswer redirect() {
    return empty(307);
  }

  /** The answer to a client that has the content already. */
  public static HttpAnswer unchanged() {
    return empty(304);
  }

  /** A file. Who answers with it sets how it may be cached. */
  public static HttpAnswer file(StaticBody body) {
    return new HttpAnswer(
        200,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(body),
        Optional.empty());
  }

  static HttpAnswer download(Content content) {
    return new HttpAnswer(
        200,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(content),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static HttpAnswer stream(Feed feed) {
    return new HttpAnswer(
        200,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(feed),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The answer to a refused request. If the server is overloaded, the client may retry after one
   * second unless the refusal names another time.
   */
  public static HttpAnswer refusal(Refusal refusal) {
    Value.Builder body = Value.Obj.builder().put("errors", refusal.errors());
    refusal.data().ifPresent(data -> body.put("data", data));
    Optional<Duration> retryAfter = refusal.retryAfter();
    if (retryAfter.isEmpty() && refusal.category() == ErrorCategory.OVERLOADED) {
      retryAfter = Optional.of(SOON);
    }
    return new HttpAnswer(
        CategoryStatus.of(refusal.category()),
        Optional.of(body.build()),
        retryAfter,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The answer to a request refused with these error texts. */
  public static HttpAnswer refusal(ErrorCategory category, String... errors) {
    return refusal(Refusal.of(category, errors));
  }

  /** A copy that also reports the state of the caller's quota. */
  HttpAnswer with(Optional<RateLimitNotice> notice) {
    return new HttpAnswer(status, body, retryAfter, maxAge, content, feed, file, notice);
  }

  /**
   * The answer to a request that arrived too slowly: 408, which no refusal of the application maps
   * to.
   */
  public static HttpAnswer timedOut() {
    Value.Obj body =
        Value.Obj.builder().put("errors", List.of("the request did not arrive in time")).build();
    return of(408, body);
  }

  /**
   * The value of {@code Retry-After}: whole seconds, rounded up and at least 1, so that no client
   * comes back too early.
   */
  Optional<String> retryAfterSeconds() {
    return retryAfter.map(delay -> Long.toString(Math.max(1, wholeSeconds(delay))));
  }

  /** Rounds up to whole seconds. */
  static long wholeSeconds(Duration time) {
    return time.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
