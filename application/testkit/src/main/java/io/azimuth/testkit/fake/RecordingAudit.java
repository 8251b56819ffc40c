package io.azimuth.testkit.fake;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.audit.VolumeRoom;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Audit devices of type {@code memory} that keep their records. A test can make them fail. */
public final class RecordingAudit implements AuditDeviceFactory {

  private final List<Value.Obj> records = new CopyOnWriteArrayList<>();
  private volatile Predicate<Value.Obj> failing = taken -> false;
  private volatile boolean unopenable;
  private volatile Optional<VolumeRoom> room = Optional.empty();

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public AuditDevice open(AuditDeviceSpec device) {
    if (unopenable) {
      throw new ServiceException(ErrorCode.AUDIT_FAILED, "cannot be opened");
    }
    return new Device();
  }

  /** All records so far. */
  public List<Value.Obj> records() {
    return records;
  }

  /** The records of that type, {@code request} or {@code response}. */
  public List<Value.Obj> records(String type) {
    return records.stream()
        .filter(taken -> Value.of(type).equals(taken.members().get("type")))
        .toList();
  }

  /** Drops the records so far. */
  public void clear() {
    records.clear();
  }

  /** Makes writing such records fail. */
  public void failOn(Predicate<Value.Obj> such) {
    failing = such;
  }

  /** Makes writing records of that type fail. */
  public void failOnType(String type) {
    failOn(taken -> Value.of(type).equals(taken.members().get("type")));
  }

  /** Sets whether opening a device fails. */
  public void unopenable(boolean shut) {
    unopenable = shut;
  }

  /** Sets the room on the volume of each device. */
  public void room(VolumeRoom left) {
    room = Optional.of(left);
  }

  private final class Device implements AuditDevice {

    @Override
    public void write(Value.Obj auditRecord) {
      if (failing.test(auditRecord)) {
        throw new ServiceException(ErrorCode.AUDIT_FAILED, "told to fail");
      }
      records.add(auditRecord);
    }

    @Override
    public Optional<VolumeRoom> room() {
      return room;
    }

    @Override
    public Optional<String> reopen() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
