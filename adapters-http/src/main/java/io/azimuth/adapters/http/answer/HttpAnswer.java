package io.azimuth.adapters.http.answer;

import io.azimuth.application.api.RateLimitNotice;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Content;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer in HTTP's terms.
 *
 * @param status the code
 * @param body absent: none at all
 * @param retryAfter when to try again
 * @param maxAge how long anybody may keep it; absent: not at all
 * @param content a body that is not JSON
 * @param rateLimit what to say of the caller's quota
 */
public record HttpAnswer(
    int status,
    Optional<Value.Obj> body,
    Optional<Duration> retryAfter,
    Optional<Duration> maxAge,
    Optional<Content> content,
    Optional<RateLimitNotice> rateLimit) {

  private static final Duration SOON = Duration.ofSeconds(1);

  static HttpAnswer of(int status, Value.Obj body) {
    return kept(status, body, Optional.empty());
  }

  static HttpAnswer kept(int status, Value.Obj body, Optional<Duration> maxAge) {
    return new HttpAnswer(
        status, Optional.of(body), Optional.empty(), maxAge, Optional.empty(), Optional.empty());
  }

  static HttpAnswer empty(int status) {
    return new HttpAnswer(
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static HttpAnswer download(Content content) {
    return new HttpAnswer(
        200,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(content),
        Optional.empty());
  }

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
        Optional.empty());
  }

  public static HttpAnswer refusal(ErrorCategory category, String... errors) {
    return refusal(Refusal.of(category, errors));
  }

  /** The same, saying this of the caller's quota. */
  HttpAnswer with(Optional<RateLimitNotice> notice) {
    return new HttpAnswer(status, body, retryAfter, maxAge, content, notice);
  }

  /** The client was too slow; no refusal of the application says this. */
  public static HttpAnswer timedOut() {
    Value.Obj body =
        Value.Obj.builder().put("errors", List.of("the request did not arrive in time")).build();
    return of(408, body);
  }

  /** In whole seconds, rounded up: never earlier than was asked for, never 0. */
  Optional<String> retryAfterSeconds() {
    return retryAfter.map(delay -> Long.toString(Math.max(1, wholeSeconds(delay))));
  }

  /** Rounded up. */
  static long wholeSeconds(Duration time) {
    return time.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
