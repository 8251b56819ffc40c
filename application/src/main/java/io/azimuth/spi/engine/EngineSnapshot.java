package io.azimuth.spi.engine;

import java.util.List;

/**
 * All entries of a store as they were at one moment, read once from the first to the last. For one
 * thread at a time.
 */
public interface EngineSnapshot extends AutoCloseable {

  /**
   * The next entries in ascending order, as many as fit a small heap; empty when there are no more.
   * What was written after the moment is never among them, and nothing of that moment is missing.
   * May block for the disk.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SNAPSHOT_OVERTAKEN} when more was
   *     changed meanwhile than the engine can keep the old values of: the view is lost, another may
   *     succeed
   */
  List<Entry> next();

  /** Lets go of what is kept for it; calling it again does nothing. */
  @Override
  void close();
}
