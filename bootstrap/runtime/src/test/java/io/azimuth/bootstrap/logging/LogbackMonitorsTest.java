package io.azimuth.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Feed;
import io.azimuth.spi.api.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogbackMonitorsTest {

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LogbackMonitors monitors = new LogbackMonitors(context);
  private final Logger log = context.getLogger("io.azimuth.application.gateway.Gateway");

  @BeforeEach
  void info() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    Logging.of(context, written).configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aMonitorSeesItsLevelAndTheLogOnlyItsOwn() {
    Feed feed = monitors.open(LogLevel.DEBUG, LogFormat.STANDARD);
    log.trace("too little");
    log.debug("a detail");
    log.info("an event");

    assertThat(read(feed)).contains("a detail", "an event").doesNotContain("too little");
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("an event")
        .doesNotContain("a detail");

    feed.close();
    assertThat(log.isDebugEnabled()).isFalse();
  }

  @Test
  void aMonitorMaySeeLessThanTheLogAndInAnotherForm() {
    try (Feed feed = monitors.open(LogLevel.WARN, LogFormat.JSON)) {
      log.info("an event");
      log.warn("a problem");

      assertThat(read(feed)).startsWith("{").contains("\"a problem\"").doesNotContain("an event");
    }
  }

  @Test
  void librariesLogNoMoreForAMonitor() {
    try (Feed feed = monitors.open(LogLevel.TRACE, LogFormat.STANDARD)) {
      context.getLogger("com.azure.core").error("a secret");
      context.getLogger("io.undertow").info("a connection");

      assertThat(feed.read(ByteBuffer.allocate(100))).isZero();
    }
  }

  @Test
  void aSlowClientMissesLinesAndIsToldHowMany() {
    try (Feed feed = monitors.open(LogLevel.INFO, LogFormat.STANDARD)) {
      String large = "x".repeat(4_000);
      for (int i = 0; i < 100; i++) {
        log.info(large);
      }
      String seen = read(feed);
      assertThat(seen).hasSizeLessThanOrEqualTo(LogMonitor.MOST_BYTES);
      long missed = 100 - seen.lines().count();

      log.info("later");

      assertThat(missed).isBetween(30L, 50L);
      assertThat(read(feed))
          .containsSubsequence(
              missed + " lines were left out: the client reads too slowly", "later");
    }
  }

  @Test
  void theClientIsCalledWhenThereIsSomethingToRead() {
    List<String> calls = new ArrayList<>();
    try (Feed feed = monitors.open(LogLevel.INFO, LogFormat.STANDARD)) {
      feed.whenReady(() -> calls.add("first"));
      assertThat(calls).isEmpty();
      log.info("one");
      log.info("two");
      assertThat(calls).containsExactly("first");
      feed.whenReady(() -> calls.add("at once"));
      assertThat(calls).containsExactly("first", "at once");
    }
  }

  @Test
  void theEndComesAfterWhatWasWritten() {
    Feed feed = monitors.open(LogLevel.INFO, LogFormat.STANDARD);
    log.info("last");
    monitors.endAll();
    log.info("too late");

    assertThat(read(feed)).contains("last").doesNotContain("too late");
    assertThat(feed.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void nobodyWatchesForEver() {
    Feed feed = monitors.open(LogLevel.INFO, LogFormat.STANDARD);
    monitors.endOlderThan(Duration.ofHours(1));
    assertThat(feed.read(ByteBuffer.allocate(10))).isZero();

    monitors.endOlderThan(Duration.ofNanos(-1));

    assertThat(feed.read(ByteBuffer.allocate(10))).isEqualTo(-1);
    feed.close();
  }

  @Test
  void thereAreOnlySoManyAtOnceAndNoneWhenTheServerStops() {
    List<Feed> open = new ArrayList<>();
    for (int i = 0; i < LogbackMonitors.MOST; i++) {
      open.add(monitors.open(LogLevel.INFO, LogFormat.STANDARD));
    }
    assertRefused();

    open.get(0).close();
    open.get(0).close();
    monitors.open(LogLevel.INFO, LogFormat.STANDARD);
    assertRefused();

    open.forEach(Feed::close);
    monitors.close();
    assertRefused();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> monitors.open(LogLevel.INFO, LogFormat.STANDARD))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().category()).isEqualTo(ErrorCategory.OVERLOADED));
  }

  private static String read(Feed feed) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * LogMonitor.MOST_BYTES);
    while (feed.read(bytes) > 0) {
      // Repeats until nothing is left.
    }
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }
}
