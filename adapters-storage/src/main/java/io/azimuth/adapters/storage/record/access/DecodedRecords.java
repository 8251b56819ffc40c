package io.azimuth.adapters.storage.record.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.azimuth.adapters.storage.record.codec.RecordCodec;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.function.Supplier;

/**
 * The recently decoded records that logins and token checks read, so that the same revision is not
 * decrypted and parsed again. It does not replace the engine: each time the engine tells which
 * revision is current, and no two entries of a key have the same revision.
 */
public final class DecodedRecords {

  /** About 10 MB of tokens. */
  static final int MAX_ENTRIES = 4_096;

  // Evicts on the caller's thread: no pool of its own.
  private final Cache<Key, Decoded> known =
      Caffeine.newBuilder().maximumSize(MAX_ENTRIES).executor(Runnable::run).build();

  private record Decoded(long revision, RecordCodec<?> codec, Object thing) {}

  /** The record of exactly this entry: kept, or decoded now. */
  <T> T get(Entry entry, RecordCodec<T> codec, Supplier<T> decode) {
    Decoded there = known.getIfPresent(entry.key());
    if (there != null && there.revision() == entry.revision() && there.codec() == codec) {
      @SuppressWarnings("unchecked") // the same codec decoded it
      T thing = (T) there.thing();
      return thing;
    }
    T decoded = decode.get();
    known.put(entry.key(), new Decoded(entry.revision(), codec, decoded));
    return decoded;
  }

  /** Forgets all records. */
  public void clear() {
    known.invalidateAll();
  }

  long size() {
    known.cleanUp();
    return known.estimatedSize();
  }
}
