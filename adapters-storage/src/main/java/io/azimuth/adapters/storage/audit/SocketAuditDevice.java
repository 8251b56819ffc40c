package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records over a socket. When a connection fails, a new one is opened at once for the same
 * record, because the other side may have been restarted. If that also fails, the next record tries
 * again. A record takes no longer than the patience, whatever the other side does, and also when
 * others wait for it.
 */
final class SocketAuditDevice implements AuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(SocketAuditDevice.class);

  private final String name;
  private final String peer;
  private final Function<Value.Obj, byte[]> form;
  private final Connecting connecting;
  private final Duration patience;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable SocketLink link;
  private boolean closed;

  /**
   * A device that connects with its first record.
   *
   * @param peer who takes the records, for messages
   * @param form writes a record as the message that the peer expects
   * @param patience how long one record may take in all
   */
  SocketAuditDevice(
      String name,
      String peer,
      Function<Value.Obj, byte[]> form,
      Connecting connecting,
      Duration patience) {
    this.name = name;
    this.peer = peer;
    this.form = form;
    this.connecting = connecting;
    this.patience = patience;
  }

  /** Connects to the peer, until the deadline by {@link System#nanoTime}. */
  interface Connecting {

    SocketLink connect(long deadline) throws IOException;
  }

  @Override
  public void write(Value.Obj auditRecord) {
    byte[] message = form.apply(auditRecord);
    long deadline = System.nanoTime() + patience.toNanos();
    awaitTurn(deadline);
    try {
      if (closed) {
        throw new ServiceException(ErrorCode.AUDIT_FAILED, "audit device " + name + " is closed");
      }
      deliver(message, deadline);
    } catch (IOException e) {
      drop();
      throw away(e);
    } finally {
      turn.unlock();
    }
  }

  private void awaitTurn(long deadline) {
    try {
      if (!turn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw away(new SocketTimeoutException("other records wait for it"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    }
  }

  private ServiceException away(Exception cause) {
    return new ServiceException(
        ErrorCode.AUDIT_FAILED, "the " + peer + " of audit device " + name + " is away", cause);
  }

  private void deliver(byte[] message, long deadline) throws IOException {
    SocketLink known = link;
    if (known != null) {
      try {
        known.send(message, deadline);
        return;
      } catch (SocketTimeoutException e) {
        throw e; // no time is left for another connection
      } catch (IOException e) {
        drop();
      }
    }
    SocketLink fresh = connecting.connect(deadline);
    link = fresh;
    fresh.send(message, deadline);
  }

  @Override
  public Optional<String> reopen() {
    turn.lock();
    try {
      drop();
    } finally {
      turn.unlock();
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      drop();
    } finally {
      turn.unlock();
    }
  }

  private void drop() {
    SocketLink old = link;
    link = null;
    if (old == null) {
      return;
    }
    try {
      old.close();
    } catch (IOException e) {
      LOG.warn("connection to the {} closed with an error, path={}", peer, name, e);
    }
  }
}
