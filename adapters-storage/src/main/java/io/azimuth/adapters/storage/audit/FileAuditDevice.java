package io.azimuth.adapters.storage.audit;

import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to a file. A record that was taken survives a kill of the process; a file that
 * failed is opened anew for the next record.
 */
final class FileAuditDevice implements AuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(FileAuditDevice.class);

  private final String name;
  private final Opening opening;
  private @Nullable AuditFile file;
  private boolean closed;

  private FileAuditDevice(String name, Opening opening) {
    this.name = name;
    this.opening = opening;
  }

  /** Opens the file, checking each time anew where it is. */
  interface Opening {

    /** The open file. */
    AuditFile open() throws IOException;
  }

  /** A device whose file is open. */
  static FileAuditDevice open(String name, Opening opening) throws IOException {
    FileAuditDevice device = new FileAuditDevice(name, opening);
    device.file = opening.open();
    return device;
  }

  @Override
  public void write(Value.Obj auditRecord) {
    byte[] json = ValueJson.write(auditRecord);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    append(line);
  }

  private synchronized void append(byte[] line) {
    if (closed) {
      throw new ServiceException(ErrorCode.AUDIT_FAILED, "audit device " + name + " is closed");
    }
    try {
      AuditFile target = file == null ? opening.open() : file;
      file = target;
      target.append(line);
    } catch (IOException e) {
      closeFile();
      throw failed("cannot be written", e);
    } catch (RefusedException e) {
      throw failed("may no longer be opened", e);
    }
  }

  @Override
  public synchronized void reopen() {
    closeFile();
    if (closed) {
      return;
    }
    try {
      file = opening.open();
    } catch (IOException e) {
      LOG.error("audit file cannot be opened anew, the next record will try, path={}", name, e);
    } catch (RefusedException e) {
      LOG.error("audit file may no longer be opened, path={}: {}", name, e.refusal().errors());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeFile();
  }

  private void closeFile() {
    AuditFile old = file;
    file = null;
    if (old == null) {
      return;
    }
    try {
      old.close();
    } catch (IOException e) {
      LOG.warn("audit file closed with an error, path={}", name, e);
    }
  }

  private ServiceException failed(String what, Exception cause) {
    return new ServiceException(
        ErrorCode.AUDIT_FAILED, "the file of audit device " + name + " " + what, cause);
  }
}
