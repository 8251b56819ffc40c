package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to a syslog daemon. When a connection fails, a new one is opened at once for the
 * same record, because the daemon may have been restarted. If that also fails, the next record
 * tries again.
 */
final class SyslogAuditDevice implements AuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(SyslogAuditDevice.class);

  private final String name;
  private final SyslogMessage form;
  private final Connecting connecting;
  private @Nullable SyslogLink link;
  private boolean closed;

  SyslogAuditDevice(String name, SyslogMessage form, Connecting connecting) {
    this.name = name;
    this.form = form;
    this.connecting = connecting;
  }

  /** Connects to the daemon. */
  interface Connecting {

    SyslogLink connect() throws IOException;
  }

  @Override
  public void write(Value.Obj auditRecord) {
    byte[] message = form.of(auditRecord);
    synchronized (this) {
      if (closed) {
        throw new ServiceException(ErrorCode.AUDIT_FAILED, "audit device " + name + " is closed");
      }
      try {
        deliver(message);
      } catch (IOException e) {
        drop();
        throw new ServiceException(
            ErrorCode.AUDIT_FAILED, "the syslog daemon of audit device " + name + " is away", e);
      }
    }
  }

  private void deliver(byte[] message) throws IOException {
    SyslogLink known = link;
    if (known != null) {
      try {
        known.send(message);
        return;
      } catch (IOException e) {
        drop();
      }
    }
    SyslogLink fresh = connecting.connect();
    link = fresh;
    fresh.send(message);
  }

  @Override
  public synchronized void reopen() {
    drop();
  }

  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }

  private void drop() {
    SyslogLink old = link;
    link = null;
    if (old == null) {
      return;
    }
    try {
      old.close();
    } catch (IOException e) {
      LOG.warn("connection to syslog closed with an error, path={}", name, e);
    }
  }
}
