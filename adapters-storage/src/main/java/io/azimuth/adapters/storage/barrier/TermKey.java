package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.SecretGenerator;
import java.time.Instant;

/**
 * One encryption key.
 *
 * @param term its number; the first is 1
 * @param installed when its use began
 * @param key the key itself
 */
record TermKey(int term, Instant installed, AesKey key) {

  TermKey {
    if (term < 1) {
      throw new IllegalArgumentException("terms count from 1");
    }
  }

  static TermKey fresh(int term, Instant now, SecretGenerator generator) {
    return new TermKey(term, now, new AesKey(generator.bytes(AesKey.LENGTH)));
  }

  /** Whether both are the same key. A term comes again when a store was set back in time. */
  boolean isSame(TermKey other) {
    return term == other.term && key.fingerprint().equals(other.key.fingerprint());
  }
}
