package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.SecretGenerator;
import java.util.stream.Stream;

/**
 * The keys of everything that is found by a keyed hash. They stay when the encryption key rotates,
 * or nothing would be found any more.
 *
 * @param tokens from accessors to what tokens are stored under
 * @param accessors from tokens to their accessors
 * @param aliases what aliases are stored under
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
