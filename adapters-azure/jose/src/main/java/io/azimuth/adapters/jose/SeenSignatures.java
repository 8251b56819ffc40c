package io.azimuth.adapters.jose;

import io.azimuth.spi.remote.LruCache;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.BooleanSupplier;

/**
 * Remembers which signatures held with which key, by the digest of the whole token. The metadata
 * service of a machine gives out the same token for hours, and a digest costs a twentieth of a
 * signature. Nothing else of a token is remembered: its claims are read and its key is looked up in
 * the key set each time.
 */
final class SeenSignatures {

  /** At most 1 MB. */
  static final int MOST = 4_096;

  private final LruCache<ByteBuffer, PublishedKey> held = new LruCache<>(MOST);

  /**
   * Whether the signature holds.
   *
   * @param check finds it out when it is not known
   */
  boolean holds(ParsedToken token, PublishedKey key, BooleanSupplier check) {
    ByteBuffer digest = digest(token);
    if (held.find(digest).filter(key::equals).isPresent()) {
      return true;
    }
    boolean holds = check.getAsBoolean();
    if (holds) {
      held.put(digest, key);
    }
    return holds;
  }

  // The signed part has one dot, so no other token has the same bytes here.
  private static ByteBuffer digest(ParsedToken token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(token.signedPart().expose());
      digest.update((byte) '.');
      return ByteBuffer.wrap(digest.digest(token.signature().expose()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
