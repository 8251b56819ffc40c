package io.azimuth.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.testkit.fake.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(FaultLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final FaultLog faults = new FaultLog(clock);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void endListening() {
    logger.detachAppender(log);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void fail(ErrorCode code, int times) {
    for (int i = 0; i < times; i++) {
      faults.notServed("id-" + i, code, new IllegalStateException("away"));
    }
  }

  @Test
  void eachCodeHasALineAMinuteThatCountsTheOthers() {
    fail(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, 500);
    fail(ErrorCode.AUDIT_FAILED, 3);
    clock.advance(Duration.ofSeconds(59));
    fail(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, 1);
    clock.advance(Duration.ofSeconds(1));
    fail(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, 2);

    assertThat(lines())
        .containsExactly(
            "request not served, request_id=id-0, code=IDENTITY_PROVIDER_UNAVAILABLE, unlogged=0:"
                + " away",
            "request failed, request_id=id-0, code=AUDIT_FAILED, unlogged=0: no record of it",
            "request not served, request_id=id-0, code=IDENTITY_PROVIDER_UNAVAILABLE,"
                + " unlogged=500: away");
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.ERROR, Level.WARN);
  }

  @Test
  void missingAuditRecordIsALineWithoutATrace() {
    Throwable cause = new IOException("No space left on device");
    for (int i = 0; i < 500; i++) {
      faults.notServed(
          "id-" + i,
          ErrorCode.AUDIT_FAILED,
          new CompletionException(
              new ServiceException(ErrorCode.AUDIT_FAILED, "no device took the record", cause)));
    }

    assertThat(lines())
        .containsExactly(
            "request failed, request_id=id-0, code=AUDIT_FAILED, unlogged=0: no device took the"
                + " record");
    assertThat(log.list).allMatch(event -> event.getThrowableProxy() == null);
  }

  @Test
  void unexpectedFaultsHaveTenLines() {
    fail(ErrorCode.UNEXPECTED, 11);

    assertThat(lines()).hasSize(10);
    assertThat(log.list).allMatch(event -> event.getThrowableProxy() != null);
  }

  @Test
  void requestsToASealedServerHaveNone() {
    fail(ErrorCode.SEALED, 1);

    assertThat(lines()).isEmpty();
  }

  @Test
  void aClockThatWasSetBackBeginsANewMinute() {
    fail(ErrorCode.STORE_BUSY, 1);
    clock.advance(Duration.ofHours(-1));
    fail(ErrorCode.STORE_BUSY, 1);

    assertThat(lines()).hasSize(2);
  }
}
