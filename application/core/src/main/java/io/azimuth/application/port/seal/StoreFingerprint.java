package io.azimuth.application.port.seal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which a store is known: a keyed hash whose key is among the keys of the store. It stays the
 * same for the life of the store, also when its root key, its shares, its seal or its encryption
 * key are replaced, and no other store can be made with the same one. It leads to no key.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record StoreFingerprint(String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public StoreFingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits");
    }
  }

  /** The fingerprint that a person wrote, in any letter case; empty when it is none. */
  public static Optional<StoreFingerprint> parse(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(hex).matches() ? Optional.of(new StoreFingerprint(hex)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
