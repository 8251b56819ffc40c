package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.SecretGenerator;
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

  static HashKeys fresh(SecretGenerator generator) {
    return new HashKeys(
        freshKey(generator), freshKey(generator), freshKey(generator), freshKey(generator));
  }

  void wipe() {
    Stream.of(tokens, accessors, aliases, counts).forEach(KeyedHash::wipe);
  }

  private static KeyedHash freshKey(SecretGenerator generator) {
    return new KeyedHash(generator.bytes(KeyedHash.LENGTH));
  }
}
