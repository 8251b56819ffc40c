package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.engine.Key;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.OptionalInt;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An encrypted value: format (1 byte), term of the key (4), nonce (12), ciphertext with tag.
 * Format, term and the name of the store's key are authenticated with it.
 */
final class Envelope {

  static final int NONCE_LENGTH = 12;
  static final int OVERHEAD = 1 + 4 + NONCE_LENGTH + 16;

  private static final byte FORMAT = 1;
  private static final int HEADER_LENGTH = 5;
  private static final int BODY = HEADER_LENGTH + NONCE_LENGTH;
  private static final int TAG_BITS = 128;

  private Envelope() {}

  static byte[] seal(AesKey key, int term, Key name, byte[] nonce, byte[] plaintext) {
    byte[] sealed = new byte[OVERHEAD + plaintext.length];
    ByteBuffer.wrap(sealed).put(FORMAT).putInt(term).put(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, name, sealed);
      cipher.doFinal(plaintext, 0, plaintext.length, sealed, BODY);
      key.giveBack(cipher);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES-GCM", e);
    }
  }

  /** The term of the key that encrypted it; empty when the format is unknown. */
  static OptionalInt term(byte[] sealed) {
    return sealed.length >= OVERHEAD && sealed[0] == FORMAT
        ? OptionalInt.of(ByteBuffer.wrap(sealed).getInt(1))
        : OptionalInt.empty();
  }

  /**
   * Decrypts.
   *
   * @param sealed of a known format
   * @throws GeneralSecurityException when it was not encrypted with this key for this name
   */
  static byte[] open(AesKey key, Key name, byte[] sealed) throws GeneralSecurityException {
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, name, sealed);
    byte[] plaintext = cipher.doFinal(sealed, BODY, sealed.length - BODY);
    key.giveBack(cipher);
    return plaintext;
  }

  private static Cipher cipher(int mode, AesKey key, Key name, byte[] sealed)
      throws GeneralSecurityException {
    Cipher cipher = key.cipher();
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, sealed, HEADER_LENGTH, NONCE_LENGTH));
    cipher.updateAAD(sealed, 0, HEADER_LENGTH);
    cipher.updateAAD(name.bytes());
    return cipher;
  }
}
