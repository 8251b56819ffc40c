package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.journal.JournalVolume;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keeps the main file longer than its content. If it cannot grow, new batches are refused before
 * anything is journaled, and reads continue. Batches accepted before use the rest of the headroom.
 */
final class DiskHeadroom {

  /** How much longer. Usually enough for the batches that are queued when the disk becomes full. */
  static final long AHEAD = 2L << 20;

  private final JournalVolume volume;
  private final Logger logger;
  private volatile boolean full;

  DiskHeadroom(JournalVolume volume, Logger logger) {
    this.volume = volume;
    this.logger = logger;
  }

  /** Whether a group of that cost can be committed. */
  boolean reserve(long cost) {
    if (grow(cost + AHEAD)) {
      return true;
    }
    return grow(cost);
  }

  /** Tries to grow again if the last attempt failed. */
  void retry() {
    if (full) {
      grow(AHEAD);
    }
  }

  private boolean grow(long bytes) {
    try {
      volume.reserve(bytes);
      report(false, null);
      return true;
    } catch (IOException e) {
      report(true, e);
      return false;
    }
  }

  private void report(boolean now, @Nullable IOException cause) {
    if (now == full) {
      return;
    }
    full = now;
    if (now) {
      logger.error("the store cannot grow: writes are refused, reads go on", cause);
    } else {
      logger.info("the store can grow again: writes are accepted");
    }
  }

  /** Whether the store could not grow at the last attempt. */
  boolean isFull() {
    return full;
  }

  /** Throws when the disk is full. */
  void check() {
    if (full) {
      throw new ServiceException(ErrorCode.STORE_FULL, "the main file cannot grow");
    }
  }
}
