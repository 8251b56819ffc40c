package io.azimuth.spi.engine;

import java.util.List;

/**
 * All entries of a store as they were at one moment, read once from the first to the last. For use
 * by one thread at a time. It grows by default methods only.
 */
public interface EngineSnapshot extends AutoCloseable {

  /**
   * The next entries in ascending order, as many as fit into a small heap; empty when there are no
   * more. Entries written after the moment of the snapshot are never included, and none of that
   * moment is missing. May block for the disk.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code RECORD_UNREADABLE} where the files
   *     of the engine are damaged; with {@code SNAPSHOT_OVERTAKEN} when more changed meanwhile than
   *     the engine can keep old values for: this snapshot is lost, another one may succeed
   */
  List<Entry> next();

  /** Releases the resources of the snapshot; calling it again does nothing. */
  @Override
  void close();
}
