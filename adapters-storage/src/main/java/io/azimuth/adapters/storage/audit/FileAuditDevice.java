package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.VolumeRoom;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to a file. An accepted record was handed to the operating system, so it survives
 * a kill of the process. While one thread writes, the lines of other threads are collected; the
 * next write takes all of them. After a failure the file is opened again for the next record.
 */
final class FileAuditDevice implements AuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(FileAuditDevice.class);

  private final String name;
  private final String filePath;
  private final Opening opening;
  private final Object gate = new Object();
  private LineGroup gathering = new LineGroup(); // guarded by gate
  private @Nullable AuditFile file;
  private boolean closed;

  private FileAuditDevice(String name, String filePath, Opening opening) {
    this.name = name;
    this.filePath = filePath;
    this.opening = opening;
  }

  /** Opens the file. Each call checks again that the file may be there. */
  interface Opening {

    AuditFile open() throws IOException;
  }

  /**
   * Opens the device.
   *
   * @param filePath where the file is, as the log and errors name it
   */
  static FileAuditDevice open(String name, String filePath, Opening opening) throws IOException {
    FileAuditDevice device = new FileAuditDevice(name, filePath, opening);
    device.file = opening.open();
    return device;
  }

  @Override
  public void write(Value.Obj auditRecord) {
    byte[] line = JsonLine.of(auditRecord);
    LineGroup group;
    synchronized (gate) {
      group = gathering;
      group.add(line);
    }
    ensureWritten(group);
  }

  // The first thread that comes here writes the whole group; the others find it settled.
  private synchronized void ensureWritten(LineGroup group) {
    if (!group.isSettled()) {
      synchronized (gate) {
        gathering = new LineGroup();
      }
      writeAll(group);
    }
    group
        .failure()
        .ifPresent(
            cause -> {
              throw failed(cause);
            });
  }

  private void writeAll(LineGroup group) {
    if (closed) {
      group.failed(new IOException("the device is closed"));
      return;
    }
    try {
      AuditFile target = file == null ? opening.open() : file;
      file = target;
      target.append(group.bytes());
      group.written();
    } catch (IOException e) {
      closeFailedFile(); // the error of the write is reported, without a second one for each record
      group.failed(e);
    } catch (RefusedException e) {
      group.failed(e);
    }
  }

  @Override
  public synchronized Optional<VolumeRoom> room() {
    AuditFile open = file;
    if (open == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(open.room());
    } catch (IOException e) {
      LOG.debug("the room for an audit file is not known, path={}", name, e);
      return Optional.empty();
    }
  }

  @Override
  public synchronized boolean isDisplaced() {
    AuditFile open = file;
    try {
      return open != null && open.isDisplaced();
    } catch (IOException e) {
      LOG.debug("whether an audit file is at its path is not known, path={}", name, e);
      return false;
    }
  }

  @Override
  public synchronized Optional<String> reopen() {
    closeFile();
    if (closed) {
      return Optional.empty();
    }
    try {
      file = opening.open();
      return Optional.empty();
    } catch (IOException e) {
      LOG.error(
          "audit file cannot be opened anew, the next record will try, path={}, file={}{}",
          name,
          filePath,
          FileErrorText.suffix(e));
      LOG.debug("audit file cannot be opened anew, path={}", name, e);
      return Optional.of(
          "the file of audit device "
              + name
              + " cannot be opened anew, the next record tries again"
              + FileErrorText.suffix(e));
    } catch (RefusedException e) {
      LOG.error("audit file may no longer be opened, path={}: {}", name, e.refusal().errors());
      return Optional.of(
          "the file of audit device "
              + name
              + " may no longer be opened: "
              + String.join("; ", e.refusal().errors()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeFile();
  }

  private void closeFile() {
    closing()
        .ifPresent(
            e ->
                LOG.warn(
                    "audit file closed with an error, path={}, file={}{}",
                    name,
                    filePath,
                    FileErrorText.suffix(e)));
  }

  private void closeFailedFile() {
    closing().ifPresent(e -> LOG.debug("audit file closed with an error, path={}", name, e));
  }

  /** Closes the file, if there is one, and returns the error of that. */
  private Optional<IOException> closing() {
    AuditFile old = file;
    file = null;
    try {
      if (old != null) {
        old.close();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private ServiceException failed(Exception cause) {
    if (closed) {
      return new ServiceException(ErrorCode.AUDIT_FAILED, "audit device " + name + " is closed");
    }
    String what =
        cause instanceof RefusedException
            ? "may no longer be opened"
            : "cannot be written" + FileErrorText.suffix((IOException) cause);
    return new ServiceException(
        ErrorCode.AUDIT_FAILED,
        "the file %s of audit device %s %s".formatted(filePath, name, what),
        cause);
  }
}
