package io.azimuth.adapters.storage.barrier;

import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.spi.SecretGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The keys of all keyed hashes by which records are found. A rotation of the encryption key does
 * not change them: otherwise no record would be found any more.
 *
 * @param tokens hashes accessors to the names under which tokens are stored
 * @param accessors hashes tokens to their accessors
 * @param aliases hashes the names under which aliases are stored
 * @param counts authenticates the count of encryptions
 */
record HashKeys(KeyedHash tokens, KeyedHash accessors, KeyedHash aliases, KeyedHash counts) {

  private static final byte[] FINGERPRINT = "fingerprint\0".getBytes(StandardCharsets.US_ASCII);
  private static final String SUCCESSOR = "successor\0";
  private static final byte[] SNAPSHOT = "snapshot\0".getBytes(StandardCharsets.US_ASCII);

  static HashKeys fresh(SecretGenerator generator) {
    return new HashKeys(
        freshKey(generator), freshKey(generator), freshKey(generator), freshKey(generator));
  }

  /**
   * By which the store is known: its hash keys are made with the store and never replaced. A prefix
   * separates this input from the others of the key, which begin with a key of the store or with
   * another word.
   */
  StoreFingerprint fingerprint() {
    return new StoreFingerprint(counts.hex(FINGERPRINT));
  }

  /**
   * A keyed hash of a snapshot's digest. It uses the key of the encryption count, which no rotation
   * changes, with another prefix than the fingerprint.
   */
  byte[] snapshotMac(byte[] digest) {
    return counts.of(
        ByteBuffer.allocate(SNAPSHOT.length + digest.length).put(SNAPSHOT).put(digest).array());
  }

  /** A keyed hash of the store that may follow this one, with a prefix of its own. */
  String successorMac(StoreFingerprint next) {
    return counts.hex((SUCCESSOR + next.hex()).getBytes(StandardCharsets.US_ASCII));
  }

  void wipe() {
    Stream.of(tokens, accessors, aliases, counts).forEach(KeyedHash::wipe);
  }

  private static KeyedHash freshKey(SecretGenerator generator) {
    return new KeyedHash(generator.bytes(KeyedHash.LENGTH));
  }
}
