package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The stored keyring, encrypted under the root key as "term 0". The plaintext has format (1 byte),
 * four hash keys (32 each), the number of terms (4), then for each term its number (4), second (8)
 * and nanosecond (4) of its installation and its key (32). It is binary and not JSON, because a
 * JSON text cannot be wiped from memory.
 */
final class KeyringFormat {

  private static final int ROOT_TERM = 0;
  private static final byte FORMAT = 1;
  private static final int FIXED_LENGTH = 1 + 4 * KeyedHash.LENGTH + 4;
  private static final int TERM_LENGTH = 4 + 8 + 4 + AesKey.LENGTH;

  private KeyringFormat() {}

  static byte[] seal(Keyring keyring, AesKey rootKey, SecretGenerator generator) {
    byte[] plain = encode(keyring);
    byte[] nonce = generator.bytes(Envelope.NONCE_LENGTH);
    byte[] sealed = Envelope.seal(rootKey, ROOT_TERM, CoreKeys.KEYRING, nonce, plain);
    Arrays.fill(plain, (byte) 0);
    return sealed;
  }

  /**
   * Decrypts the keyring.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when the root key does not open it
   */
  static Keyring open(byte[] sealed, AesKey rootKey) {
    int term =
        Envelope.term(sealed)
            .orElseThrow(() -> unusable("the keyring has an unknown format or is cut short"));
    if (term != ROOT_TERM) {
      throw unusable("the keyring is not encrypted under a root key");
    }
    try {
      byte[] plain = Envelope.open(rootKey, CoreKeys.KEYRING, sealed);
      Keyring keyring = decode(ByteBuffer.wrap(plain));
      Arrays.fill(plain, (byte) 0);
      return keyring;
    } catch (GeneralSecurityException e) {
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE, "the root key does not open the keyring", e);
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      throw new ServiceException(ErrorCode.SEAL_UNUSABLE, "the keyring is malformed", e);
    }
  }

  private static byte[] encode(Keyring keyring) {
    HashKeys hashes = keyring.hashes();
    ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + TERM_LENGTH * keyring.terms().size());
    out.put(FORMAT);
    for (KeyedHash hash :
        List.of(hashes.tokens(), hashes.accessors(), hashes.aliases(), hashes.counts())) {
      putAndWipe(out, hash.key());
    }
    out.putInt(keyring.terms().size());
    for (TermKey term : keyring.terms()) {
      Instant installed = term.installed();
      out.putInt(term.term());
      out.putLong(installed.getEpochSecond());
      out.putInt(installed.getNano());
      putAndWipe(out, term.key().getEncoded());
    }
    return out.array();
  }

  private static void putAndWipe(ByteBuffer out, byte[] key) {
    out.put(key);
    Arrays.fill(key, (byte) 0);
  }

  private static Keyring decode(ByteBuffer in) {
    if (in.get() != FORMAT) {
      throw unusable("the keyring was written by a newer version");
    }
    HashKeys hashes = new HashKeys(hash(in), hash(in), hash(in), hash(in));
    int count = in.getInt();
    if (count < 1 || in.remaining() != (long) count * TERM_LENGTH) {
      throw new IllegalArgumentException("another length than it says");
    }
    List<TermKey> terms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      terms.add(
          new TermKey(
              in.getInt(),
              Instant.ofEpochSecond(in.getLong(), in.getInt()),
              new AesKey(bytes(in, AesKey.LENGTH))));
    }
    return new Keyring(terms, hashes);
  }

  private static KeyedHash hash(ByteBuffer in) {
    return new KeyedHash(bytes(in, KeyedHash.LENGTH));
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.SEAL_UNUSABLE, detail);
  }
}
