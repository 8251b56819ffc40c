package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.seal.StoreFingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of the entry by which servers notice a restore: the fingerprint of the restored store,
 * and a keyed hash of it by the store of before. An attacker who can write to the database cannot
 * make it, so open servers never follow to another store.
 */
final class GenerationMark {

  private static final int HEX = 64;
  private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{128}");

  private GenerationMark() {}

  /** The mark that leads from a store with these keys to that one. */
  static byte[] of(StoreFingerprint next, HashKeys keys) {
    return (next.hex() + keys.successorMac(next)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether it is as some store wrote it; only the store of before can show more. */
  static boolean isWhole(byte[] mark) {
    return WHOLE.matcher(new String(mark, StandardCharsets.US_ASCII)).matches();
  }

  /** The store to which the mark leads; empty when no store with these keys made it. */
  static Optional<StoreFingerprint> read(byte[] mark, HashKeys keys) {
    String text = new String(mark, StandardCharsets.US_ASCII);
    if (text.length() != 2 * HEX) {
      return Optional.empty();
    }
    return StoreFingerprint.parse(text.substring(0, HEX))
        .filter(next -> MessageDigest.isEqual(of(next, keys), mark));
  }
}
