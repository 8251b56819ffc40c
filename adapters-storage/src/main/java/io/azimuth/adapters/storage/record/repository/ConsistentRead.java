package io.azimuth.adapters.storage.record.repository;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.List;
import java.util.Optional;

/**
 * Some entries, all of one moment.
 *
 * @param entries of these keys, in their order
 */
record ConsistentRead(List<Key> keys, List<Optional<Entry>> entries) {

  /** The entry of that key; empty when there was none or the key was not read. */
  Optional<Entry> entry(Key key) {
    int at = keys.indexOf(key);
    return at < 0 ? Optional.empty() : entries.get(at);
  }

  /** Whether the key was read and had no entry. */
  boolean isAbsent(Key key) {
    int at = keys.indexOf(key);
    return at >= 0 && entries.get(at).isEmpty();
  }
}
