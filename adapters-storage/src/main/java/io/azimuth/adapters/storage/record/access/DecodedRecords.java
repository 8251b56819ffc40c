package io.azimuth.adapters.storage.record.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.function.Supplier;

/**
 * The recently decoded records that logins, token checks and reads of secrets need, so that the
 * same entry is not decrypted and parsed again. It does not replace the engine: each time the
 * engine decides which entry is current, and no two entries of a key have the same seal.
 */
public final class DecodedRecords {

  /** About 10 MB of decoded tokens. Larger records take the place of several. */
  static final int MAX_ENTRIES = 4_096;

  private static final int BYTES_OF_A_TOKEN = 1_024; // as it is stored; most have fewer

  // Evicts on the caller's thread: no pool of its own.
  private final Cache<Key, Decoded> known =
      Caffeine.newBuilder()
          .maximumWeight((long) MAX_ENTRIES * BYTES_OF_A_TOKEN)
          .weigher((Key key, Decoded it) -> Math.max(BYTES_OF_A_TOKEN, it.bytes()))
          .executor(Runnable::run)
          .build();

  private record Decoded(RecordSeal seal, Object decoder, Object thing, int bytes) {}

  /**
   * The record of exactly this entry: kept, or decoded now.
   *
   * @param decoder what decodes it: the same object always makes the same of an entry
   */
  <T> T get(Entry entry, Object decoder, Supplier<T> decode) {
    Decoded there = known.getIfPresent(entry.key());
    RecordSeal seal = RecordSeal.of(entry);
    if (there != null && there.seal().equals(seal) && there.decoder() == decoder) {
      @SuppressWarnings("unchecked") // the same decoder made it
      T thing = (T) there.thing();
      return thing;
    }
    T decoded = decode.get();
    known.put(entry.key(), new Decoded(seal, decoder, decoded, entry.value().length));
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
