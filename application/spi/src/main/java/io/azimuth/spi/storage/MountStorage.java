package io.azimuth.spi.storage;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The records of one mount, by a path of the backend's choice: 1 to 512 bytes of UTF-8; any other
 * path is refused with {@code INVALID_REQUEST}. No other mount can reach them. Values are kept as
 * they are, with the order of their members.
 */
public interface MountStorage {

  /** The record at the path. */
  Optional<Value.Obj> get(String path);

  /**
   * What the decoder makes of the record at the path. The server may keep the result in memory for
   * as long as the record is unchanged, so that a record that many requests read is not decrypted
   * and parsed by each. Records that hold secrets are better read with {@link #get}.
   *
   * @param decoder makes something small and immutable of the record, and of nothing else. It must
   *     be the same object each time, such as a constant: with a new one nothing is found again
   */
  default <T> Optional<T> getDecoded(String path, Function<Value.Obj, T> decoder) {
    return get(path).map(decoder);
  }

  /** Stages a record, new or changed; later reads of this unit of work do not return it. */
  void put(String path, Value.Obj value);

  /** Stages the removal of a record; it is no error if there is none. */
  void delete(String path);

  /**
   * The rest of each path that begins with the prefix, in byte order.
   *
   * @throws io.azimuth.spi.api.RefusedException when there are more than {@link BoundedNames} takes
   */
  List<String> list(String prefix);

  /**
   * The names directly below the prefix, in byte order: the rest of each path, or its part up to
   * and including the first slash, each once. Deeper paths are not kept in memory, however many
   * there are.
   *
   * @throws io.azimuth.spi.api.RefusedException when there are more than {@link BoundedNames} takes
   */
  default List<String> folder(String prefix) {
    return folder(prefix, Optional.empty(), Integer.MAX_VALUE);
  }

  /**
   * The first {@code limit} (1 or more) of these names that come after the given one, which need
   * not exist. A folder that is too large for one list can be read in such parts.
   *
   * @throws io.azimuth.spi.api.RefusedException as above, when the limit allows so many
   */
  List<String> folder(String prefix, Optional<String> after, int limit);

  /**
   * The paths of at most {@code limit} records after the given path, in byte order; from the first
   * one if empty.
   */
  List<String> page(Optional<String> after, int limit);
}
