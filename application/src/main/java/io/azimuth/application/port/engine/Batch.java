package io.azimuth.application.port.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts and deletes that happen together or not at all, and what must hold for them to happen.
 *
 * <p>A precondition may name a key that the batch does not write. At most {@value #MAX_ENTRIES}
 * writes and values of at most {@value #MAX_VALUE_BYTES} bytes. Immutable; made by a {@link
 * Builder}.
 */
public final class Batch {

  /** The most writes of one batch. */
  public static final int MAX_ENTRIES = 1_000;

  /** The longest value, in bytes. */
  public static final int MAX_VALUE_BYTES = 1 << 20;

  /** The revision that stands for "absent" in a precondition. */
  public static final long ABSENT = 0;

  private final Map<Key, Optional<byte[]>> writes;
  private final Map<Key, Long> preconditions;

  private Batch(Builder builder) {
    this.writes = new LinkedHashMap<>(builder.writes);
    this.preconditions = new LinkedHashMap<>(builder.preconditions);
  }

  /** A builder of an empty batch. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value to put under each key, or empty to delete it, in the order they were added. */
  public Map<Key, Optional<byte[]>> writes() {
    return java.util.Collections.unmodifiableMap(writes);
  }

  /** The revision that each key must have, {@link #ABSENT} for none. */
  public Map<Key, Long> preconditions() {
    return java.util.Collections.unmodifiableMap(preconditions);
  }

  /** Whether nothing would be written. */
  public boolean isEmpty() {
    return writes.isEmpty();
  }

  /** Collects a batch; not for use by two threads at once. */
  public static final class Builder {

    private final Map<Key, Optional<byte[]>> writes = new LinkedHashMap<>();
    private final Map<Key, Long> preconditions = new LinkedHashMap<>();

    private Builder() {}

    /** Puts the value; a later write of the same key replaces this one. */
    public Builder put(Key key, byte[] value) {
      if (value.length > MAX_VALUE_BYTES) {
        throw new IllegalArgumentException("a value has at most 1 MiB, this one " + value.length);
      }
      writes.put(key, Optional.of(Arrays.copyOf(value, value.length)));
      return limited();
    }

    /** Deletes the key; that it is absent already is no error. */
    public Builder delete(Key key) {
      writes.put(key, Optional.empty());
      return limited();
    }

    /** Demands that the key is absent. */
    public Builder requireAbsent(Key key) {
      return require(key, ABSENT);
    }

    /**
     * Demands that the key has this revision, {@link #ABSENT} for none.
     *
     * @throws IllegalStateException when another revision was demanded for the key before
     */
    public Builder require(Key key, long revision) {
      Long earlier = preconditions.putIfAbsent(key, revision);
      if (earlier != null && earlier != revision) {
        throw new IllegalStateException("two revisions demanded for one key");
      }
      return this;
    }

    /** The batch as it stands. */
    public Batch build() {
      return new Batch(this);
    }

    private Builder limited() {
      if (writes.size() > MAX_ENTRIES) {
        throw new IllegalArgumentException("a batch has at most 1,000 writes");
      }
      return this;
    }
  }
}
