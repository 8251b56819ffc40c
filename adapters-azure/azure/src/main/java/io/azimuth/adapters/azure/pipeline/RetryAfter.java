package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** How long an answer asks to be left alone, in the forms and the order that the SDK obeys. */
public record RetryAfter(Clock clock) {

  /** No service means more, and sums with it stay in range. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  // Names as text: a start makes this class, and need not load the SDK for it.
  private static final String ARM_MILLIS = "x-ms-retry-after-ms";
  private static final String MILLIS = "retry-after-ms";
  private static final String SECONDS = "retry-after";

  public Optional<Duration> in(HttpHeaders headers) {
    return number(headers, ARM_MILLIS, Duration::ofMillis)
        .or(() -> number(headers, MILLIS, Duration::ofMillis))
        .or(() -> number(headers, SECONDS, Duration::ofSeconds))
        .or(() -> date(headers));
  }

  private static Optional<Duration> number(
      HttpHeaders headers, String name, LongFunction<Duration> unit) {
    return Optional.ofNullable(headers.getValue(HttpHeaderName.fromString(name)))
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> atMost(unit.apply(Long.parseLong(text))));
  }

  private Optional<Duration> date(HttpHeaders headers) {
    String text = headers.getValue(HttpHeaderName.RETRY_AFTER);
    if (text == null) {
      return Optional.empty();
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), then.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : atMost(wait));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration atMost(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
