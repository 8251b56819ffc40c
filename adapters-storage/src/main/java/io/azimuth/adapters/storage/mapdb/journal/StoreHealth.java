package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/**
 * Whether the store still serves. The first failure of a write or sync is final: the kernel may
 * have dropped the pages that it could not write, so a second attempt could report success wrongly.
 */
public final class StoreHealth {

  private final Logger logger;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean closed;

  /** A store that serves. */
  public StoreHealth(Logger logger) {
    this.logger = logger;
  }

  /** The store refuses everything from now on. The first cause is logged and kept. */
  public void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      logger.error("the store has failed and refuses everything until it is opened again", cause);
    }
  }

  /** Whether a write, a sync or a read has failed. */
  public boolean hasFailed() {
    return failure.get() != null;
  }

  void close() {
    closed = true;
  }

  /**
   * Throws when the store does not serve.
   *
   * @throws ServiceException with {@code STORE_FAILED}
   */
  public void check() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "it failed before", cause);
    }
    if (closed) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "the store is closed");
    }
  }
}
