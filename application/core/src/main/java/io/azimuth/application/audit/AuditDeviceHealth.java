package io.azimuth.application.audit;

import io.azimuth.application.port.audit.VolumeRoom;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.remote.LogAllowance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a device takes records. The log has a line when that changes, and one a minute while the
 * device fails, because it fails at each request, while its volume has little room, or while its
 * file is not at its path, which a rotation of files ends within a minute.
 */
final class AuditDeviceHealth {

  private static final Logger LOG = LoggerFactory.getLogger(AuditDeviceHealth.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final String path;
  private final LongAdder taken = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private final LogAllowance warnings = LogAllowance.perMinute(1);
  private final LogAllowance displacements = LogAllowance.perMinute(1);
  private volatile boolean failing;
  private volatile Optional<VolumeRoom> room = Optional.empty();
  private Optional<Instant> displacedSince = Optional.empty();
  private volatile boolean displaced;
  private Instant lastSaid = Instant.MIN;
  private long missedSince;

  AuditDeviceHealth(String path) {
    this.path = path;
  }

  void succeeded() {
    taken.increment();
    if (failing) {
      recovered();
    }
  }

  private synchronized void recovered() {
    if (failing) {
      failing = false;
      LOG.warn("audit device takes records again, path={}, missed={}", path, missedSince);
      missedSince = 0;
    }
  }

  /** Notes that the device did not take a record. */
  synchronized void failed(String why, Instant now) {
    missed.increment();
    missedSince++;
    boolean news = !failing;
    failing = true;
    if (news || lastSaid.plus(PAUSE).isBefore(now)) {
      lastSaid = now;
      LOG.error(
          "audit device does not take records, path={}, missed={}: {}; while no device takes them,"
              + " every request is refused",
          path,
          missedSince,
          why);
    }
  }

  boolean isFailing() {
    return failing;
  }

  /** Notes the room on the volume of the device. */
  synchronized void found(Optional<VolumeRoom> current, Instant now) {
    room = current;
    if (current.filter(VolumeRoom::isShort).isPresent() && warnings.take(now) >= 0) {
      LOG.warn(
          "room for audit records gets short, path={}, free_bytes={}, volume_bytes={}; without room,"
              + " and without another device, every request is refused",
          path,
          current.get().free(),
          current.get().size());
    }
  }

  /** Notes whether the file of the device is somewhere else than at its path. */
  synchronized void placed(boolean elsewhere, Instant now) {
    displacedSince = elsewhere ? displacedSince.or(() -> Optional.of(now)) : Optional.empty();
    displaced = displacedSince.filter(since -> !since.plus(PAUSE).isAfter(now)).isPresent();
    if (displaced && displacements.take(now) >= 0) {
      LOG.warn(
          "the file of an audit device was moved, removed or replaced, and records still go into"
              + " it, path={}; azimuth operator reload or SIGHUP opens the file at its path",
          path);
    }
  }

  List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>(records());
    room.ifPresent(it -> all.addAll(file(it)));
    return all;
  }

  private List<Measurement> file(VolumeRoom volume) {
    return List.of(
        Measurement.gauge(
            "azimuth_audit_room_bytes",
            "Free bytes on the volume of the audit device, as they were found last.",
            Map.of("device", path),
            (double) volume.free()),
        Measurement.gauge(
            "azimuth_audit_file_displaced",
            "Whether the file of the audit device is no longer at its path, for a minute: 1.",
            Map.of("device", path),
            displaced ? 1 : 0));
  }

  private List<Measurement> records() {
    return List.of(
        Measurement.gauge(
            "azimuth_audit_device_working",
            "Whether the audit device took the last record: 1.",
            Map.of("device", path),
            failing ? 0 : 1),
        Measurement.counter(
            "azimuth_audit_records_total",
            "Records that the audit device took, and did not take.",
            Map.of("device", path, "result", "taken"),
            (double) taken.sum()),
        Measurement.counter(
            "azimuth_audit_records_total",
            "Records that the audit device took, and did not take.",
            Map.of("device", path, "result", "missed"),
            (double) missed.sum()));
  }
}
