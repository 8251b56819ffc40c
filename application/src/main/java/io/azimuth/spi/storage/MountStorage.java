package io.azimuth.spi.storage;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/**
 * The records of one mount, by a path of the backend's choice: 1 to 512 bytes of UTF-8. No other
 * mount can reach them.
 */
public interface MountStorage {

  /** The record at the path. */
  Optional<Value.Obj> get(String path);

  /** Stages a record, new or changed; a later read of this unit of work does not see it. */
  void put(String path, Value.Obj value);

  /** Stages the removal of a record; that there is none is no error. */
  void delete(String path);

  /** What follows the prefix in the paths of all records that begin with it, in byte order. */
  List<String> list(String prefix);

  /**
   * What stands directly below the prefix, in byte order: the rest of a path, or its part up to the
   * first slash, each once. What is deeper down is not held, however much it is.
   */
  List<String> folder(String prefix);

  /**
   * The paths of at most {@code limit} records behind the given path, in byte order; from the first
   * one on when there is none.
   */
  List<String> page(Optional<String> after, int limit);
}
