package io.azimuth.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.azimuth.application.port.audit.VolumeRoom;
import io.azimuth.spi.metrics.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditDeviceHealthTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final long GIB = 1L << 30;

  private final Logger logger = (Logger) LoggerFactory.getLogger(AuditDeviceHealth.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final AuditDeviceHealth health = new AuditDeviceHealth("file");

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

  private static Optional<VolumeRoom> room(long free, long size) {
    return Optional.of(new VolumeRoom(free, size));
  }

  @Test
  void deviceThatFailsHasALineAMinuteThatSaysWhy() {
    String why = "the file /a/audit.log of audit device file cannot be written: the disk is full";
    for (int second = 0; second < 62; second++) {
      health.failed(why, NOW.plusSeconds(second));
    }

    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("path=file, missed=1: " + why),
            line -> assertThat(line).contains("path=file, missed=62: " + why));
    assertThat(log.list).allMatch(event -> event.getThrowableProxy() == null);
  }

  @Test
  void littleRoomIsALineAMinute() {
    health.found(room(99, 1_000), NOW);
    health.found(room(98, 1_000), NOW.plusSeconds(59));
    health.found(room(97, 1_000), NOW.plusSeconds(60));

    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("path=file, free_bytes=99, volume_bytes=1000"),
            line -> assertThat(line).contains("free_bytes=97"));
  }

  @Test
  void aTenthOrAGibibyteIsEnough() {
    health.found(room(100, 1_000), NOW);
    health.found(room(GIB, 100 * GIB), NOW);
    health.found(Optional.empty(), NOW);
    assertThat(lines()).isEmpty();

    health.found(room(GIB - 1, 100 * GIB), NOW);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void theRoomIsMeasuredWhereItIsKnown() {
    assertThat(health.measure()).noneMatch(it -> it.name().equals("azimuth_audit_room_bytes"));

    health.found(room(97, 1_000), NOW);

    assertThat(health.measure())
        .filteredOn(it -> it.name().equals("azimuth_audit_room_bytes"))
        .extracting(Measurement::value)
        .containsExactly(97.0);
  }

  @Test
  void fileThatStaysAwayFromItsPathForAMinuteIsWarnedOf() {
    health.found(room(500, 1_000), NOW);
    health.placed(true, NOW);
    health.placed(false, NOW.plusSeconds(30));
    health.placed(true, NOW.plusSeconds(40));
    health.placed(true, NOW.plusSeconds(99));
    assertThat(lines()).isEmpty();
    assertThat(displaced()).containsExactly(0.0);

    health.placed(true, NOW.plusSeconds(100));
    health.placed(true, NOW.plusSeconds(110));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("moved, removed or replaced", "path=file", "operator reload");
    assertThat(displaced()).containsExactly(1.0);

    health.placed(false, NOW.plusSeconds(120));
    assertThat(displaced()).containsExactly(0.0);
  }

  private List<Double> displaced() {
    return health.measure().stream()
        .filter(it -> it.name().equals("azimuth_audit_file_displaced"))
        .map(Measurement::value)
        .toList();
  }
}
