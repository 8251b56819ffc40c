package io.azimuth.adapters.azure.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.spi.metrics.Measurement;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Isolated("captures a log that others write to")
final class ClockComparisonTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final URI AZURE = URI.create("https://login.microsoftonline.com/x");

  private final Logger logger = (Logger) LoggerFactory.getLogger(ClockComparison.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ClockComparison comparison = new ClockComparison(Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # The request was sent 2 s ago.
          Wed, 25 Nov 2026 12:00:00 GMT |    0
          Wed, 25 Nov 2026 11:59:57 GMT |    0
          Wed, 25 Nov 2026 11:59:50 GMT |    7
          Wed, 25 Nov 2026 12:00:09 GMT |   -9
          Wed, 25 Nov 2026 12:10:00 GMT | -600
          Wed, 25 Nov 2026 11:50:00 GMT |  597
          """)
  void measuresTheLeastOffsetThatExplainsTheDate(String date, double seconds) {
    answered(date);

    assertThat(comparison.measure()).extracting(Measurement::value).containsExactly(seconds);
  }

  @Test
  void warnsOfAWrongClockOnceInAWhile() {
    answered("Wed, 25 Nov 2026 12:00:29 GMT");
    assertThat(log.list).isEmpty();

    answered("Wed, 25 Nov 2026 12:10:00 GMT");
    answered("Wed, 25 Nov 2026 12:10:00 GMT");

    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith(
            "the clock of this machine is behind that of login.microsoftonline.com,"
                + " offset_seconds=-600:");
  }

  @Test
  void anAnswerWithoutADateSaysNothing() {
    comparison.answered(AZURE, NOW, Optional.empty());
    comparison.answered(AZURE, NOW, Optional.of("yesterday"));

    assertThat(comparison.measure()).isEqualTo(List.of());
  }

  private void answered(String date) {
    comparison.answered(AZURE, NOW.minus(Duration.ofSeconds(2)), Optional.of(date));
  }
}
