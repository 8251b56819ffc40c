package io.azimuth.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.seal.StoreReopening;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.store.FakeBarrier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What operators read while a restored store cannot be opened again. */
class StoreReopeningLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(StoreReopening.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final TestServer server = new TestServer();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void endListening() {
    logger.detachAppender(lines);
  }

  private List<ILoggingEvent> lines(Level level) {
    return lines.list.stream().filter(line -> line.getLevel() == level).toList();
  }

  private void restoreAndReopen(Optional<ErrorCode> fault) {
    ((FakeBarrier) server.get(Barrier.class)).failOpening(fault);
    server.store().restore();
    server.get(StoreReopening.class).run();
    server.get(StoreReopening.class).run();
  }

  @Test
  void theCauseIsThereOnceForEachRestore() {
    server.initialize();
    server.store().save();

    restoreAndReopen(Optional.of(ErrorCode.RECORD_UNREADABLE));
    assertThat(lines(Level.WARN)).hasSize(1);
    assertThat(lines(Level.ERROR)).hasSize(1);
    assertThat(lines(Level.ERROR).get(0).getThrowableProxy().getMessage()).contains("told to fail");

    restoreAndReopen(Optional.empty());
    restoreAndReopen(Optional.of(ErrorCode.RECORD_UNREADABLE));
    assertThat(lines(Level.ERROR)).hasSize(2);
  }
}
