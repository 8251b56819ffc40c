package io.azimuth.application.seal.share;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AttemptLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(AttemptLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final AttemptLog log = new AttemptLog(clock);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void endListening() {
    logger.detachAppender(lines);
  }

  @Test
  void attemptsHaveTenLinesAMinuteAndTheOthersAreCounted() {
    IntStream.range(0, 1_000).forEach(i -> log.happened("attempt " + i));
    clock.advance(Duration.ofMinutes(1));
    log.happened("another");

    assertThat(lines.list).hasSize(11);
    assertThat(lines.list.get(10).getFormattedMessage()).isEqualTo("another, unlogged=990");
  }
}
