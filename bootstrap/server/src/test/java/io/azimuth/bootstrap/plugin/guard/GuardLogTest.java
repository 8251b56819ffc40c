package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GuardLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(GuardLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong now = new AtomicLong(-100);
  private final GuardLog log = new GuardLog("the plugin", now::get);
  private final RuntimeException thrown = new IllegalStateException();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void endListening() {
    logger.detachAppender(lines);
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void eachPlaceHasTenLinesAMinute() {
    for (int i = 0; i < 500; i++) {
      log.late("the handler of WRITE a", thrown);
    }
    log.late("the handler of WRITE b", thrown);
    log.failed("the handler of WRITE a", thrown);
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    log.late("the handler of WRITE a", thrown);

    assertThat(messages())
        .hasSize(13)
        .startsWith("the plugin does not return from the handler of WRITE a, unlogged=0")
        .endsWith(
            "the plugin does not return from the handler of WRITE b, unlogged=0",
            "the plugin failed in the handler of WRITE a, unlogged=0",
            "the plugin does not return from the handler of WRITE a, unlogged=490");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() != null);
  }
}
