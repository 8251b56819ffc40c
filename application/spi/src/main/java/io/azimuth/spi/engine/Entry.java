package io.azimuth.spi.engine;

import java.util.Objects;

/**
 * An entry of the store.
 *
 * @param key the key
 * @param value the bytes; the array is shared, not copied, and must not be changed
 * @param revision assigned by the engine, above 0; grows with every write of this key and is never
 *     reused, even when the key was deleted in between
 */
@SuppressWarnings("ArrayRecordComponent") // compared by key and revision only; see equals
public record Entry(Key key, byte[] value, long revision) {

  public Entry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    if (revision <= 0) {
      throw new IllegalArgumentException("a revision is above 0");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry && revision == entry.revision && key.equals(entry.key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, revision);
  }

  @Override
  public String toString() {
    return key + "@" + revision;
  }
}
