package io.azimuth.adapters.azure.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private final RetryAfter retryAfter = new RetryAfter(Clock.fixed(Lab.NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 0, PT0S",
    "Retry-After, ' 17 ', PT17S",
    "Retry-After, 'Wed, 25 Nov 2026 12:00:30 GMT', PT30S",
    "Retry-After, 'Wed, 25 Nov 2026 11:00:00 GMT', PT0S",
    "Retry-After, 999999999999, PT8760H",
    "retry-after-ms, 250, PT0.25S",
    "x-ms-retry-after-ms, 250, PT0.25S"
  })
  void readsSecondsDatesAndMilliseconds(String name, String value, Duration expected) {
    assertThat(read(name, value)).isEqualTo(Optional.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "1e3", "9999999999999999999"})
  void anythingElseSaysNothing(String value) {
    assertThat(read("Retry-After", value)).isEmpty();
  }

  @Test
  void millisecondsOfResourceManagerComeFirst() {
    HttpHeaders headers =
        new HttpHeaders()
            .set(HttpHeaderName.RETRY_AFTER, "3")
            .set(HttpHeaderName.fromString("retry-after-ms"), "2000")
            .set(HttpHeaderName.fromString("x-ms-retry-after-ms"), "1000");

    assertThat(retryAfter.in(headers)).isEqualTo(Optional.of(Duration.ofSeconds(1)));
  }

  private Optional<Duration> read(String name, String value) {
    return retryAfter.in(new HttpHeaders().set(HttpHeaderName.fromString(name), value));
  }
}
