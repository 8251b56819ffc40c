package io.azimuth.spi.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts and deletes that are applied together or not at all, and their preconditions.
 *
 * <p>A precondition may name a key that the batch does not write. At most {@value #MAX_ENTRIES}
 * writes, values of at most {@value #MAX_VALUE_BYTES} bytes each, keys and values of at most
 * {@value #MAX_BYTES} bytes together. Immutable; made by a {@link Builder}.
 */
public final class Batch {

  /** The most writes of one batch. */
  public static final int MAX_ENTRIES = 1_000;

  /** The longest value, in bytes. */
  public static final int MAX_VALUE_BYTES = 1 << 20;

  /** The most bytes of all keys and values written, so that a batch fits into a journal. */
  public static final int MAX_BYTES = 8 << 20;

  /** The most bytes of values that a batch may put and still be committed from a reserve. */
  public static final int MAX_RESERVE_BYTES = 64 << 10;

  /** The revision that means "absent" in a precondition. */
  public static final long ABSENT = 0;

  private final Map<Key, Optional<byte[]>> writes;
  private final Map<Key, Long> preconditions;
  private final int bytes;
  private final boolean useReserve;
  private final OptionalLong knownSetBacks;

  private Batch(Builder builder) {
    this.writes = new LinkedHashMap<>(builder.writes);
    this.preconditions = new LinkedHashMap<>(builder.preconditions);
    this.bytes = builder.bytes;
    this.useReserve = builder.useReserve;
    this.knownSetBacks = builder.knownSetBacks;
  }

  /** A builder of an empty batch. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The value to put under each key, or empty to delete it, in the order in which they were added.
   */
  public Map<Key, Optional<byte[]>> writes() {
    return java.util.Collections.unmodifiableMap(writes);
  }

  /** The revision that each key must have; {@link #ABSENT} if it must be absent. */
  public Map<Key, Long> preconditions() {
    return java.util.Collections.unmodifiableMap(preconditions);
  }

  /** The length of all keys and values written together, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether the batch writes nothing. */
  public boolean isEmpty() {
    return writes.isEmpty();
  }

  /**
   * Whether an engine that is full still commits the batch, from room that it keeps in reserve: it
   * only deletes, or it was built for that, as for a revocation, and puts at most {@value
   * #MAX_RESERVE_BYTES} bytes of values.
   */
  public boolean mayUseReserve() {
    long put =
        writes.values().stream().mapToLong(it -> it.map(value -> value.length).orElse(0)).sum();
    boolean deletesOnly = writes.values().stream().allMatch(Optional::isEmpty);
    return deletesOnly || (useReserve && put <= MAX_RESERVE_BYTES);
  }

  /**
   * Whether the batch rests on what was read before the store was set back for the last time, and
   * may be encrypted with a key that the store has lost since: an engine answers it with {@code
   * CONFLICT}.
   *
   * @param setBacks {@link KeyValueEngine#setBacks} now
   */
  public boolean isFromBefore(long setBacks) {
    return knownSetBacks.isPresent() && knownSetBacks.getAsLong() < setBacks;
  }

  /** Collects a batch; not for use by two threads at once. */
  public static final class Builder {

    private final Map<Key, Optional<byte[]>> writes = new LinkedHashMap<>();
    private final Map<Key, Long> preconditions = new LinkedHashMap<>();
    private int bytes;
    private boolean useReserve;
    private OptionalLong knownSetBacks = OptionalLong.empty();

    private Builder() {}

    /** Puts the value; a later write of the same key replaces this one. */
    public Builder put(Key key, byte[] value) {
      if (value.length > MAX_VALUE_BYTES) {
        throw new IllegalArgumentException("a value has at most 1 MiB, this one " + value.length);
      }
      return write(key, Optional.of(Arrays.copyOf(value, value.length)));
    }

    /** Deletes the key; it is no error if the key is absent already. */
    public Builder delete(Key key) {
      return write(key, Optional.empty());
    }

    /** Requires that the key is absent. */
    public Builder requireAbsent(Key key) {
      return require(key, ABSENT);
    }

    /**
     * Requires that the key has this revision, or that it is absent for {@link #ABSENT}.
     *
     * @throws IllegalStateException when another revision was required for the key before
     */
    public Builder require(Key key, long revision) {
      Long earlier = preconditions.putIfAbsent(key, revision);
      if (earlier != null && earlier != revision) {
        throw new IllegalStateException("two revisions demanded for one key");
      }
      return this;
    }

    /** Declares that the batch takes something back, so that an engine that is full commits it. */
    public Builder useReserve() {
      useReserve = true;
      return this;
    }

    /**
     * Requires that the engine notices no set-back of the store from then on.
     *
     * @param setBacks {@link KeyValueEngine#setBacks} before the first read or encryption for this
     *     batch
     */
    public Builder knowSetBacks(long setBacks) {
      knownSetBacks = OptionalLong.of(setBacks);
      return this;
    }

    /** The batch with all that was added so far. */
    public Batch build() {
      return new Batch(this);
    }

    private Builder write(Key key, Optional<byte[]> value) {
      Optional<byte[]> earlier = writes.put(key, value);
      if (earlier == null) {
        bytes += key.length();
      } else {
        bytes -= earlier.map(replaced -> replaced.length).orElse(0);
      }
      bytes += value.map(added -> added.length).orElse(0);
      if (writes.size() > MAX_ENTRIES) {
        throw new IllegalArgumentException("a batch has at most 1,000 writes");
      }
      if (bytes > MAX_BYTES) {
        throw new IllegalArgumentException("a batch has at most 8 MiB of keys and values");
      }
      return this;
    }
  }
}
