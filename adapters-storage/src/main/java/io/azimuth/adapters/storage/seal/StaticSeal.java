package io.azimuth.adapters.storage.seal;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps with AES-256-GCM under a key from the configuration. The key's id is authenticated with it.
 */
final class StaticSeal implements Seal {

  private static final int TAG_BITS = WrappedKey.TAG_LENGTH * 8;

  private final String type;
  private final StaticSealConfig keys;
  private final SecretGenerator generator;

  StaticSeal(String type, StaticSealConfig keys, SecretGenerator generator) {
    this.type = type;
    this.keys = keys;
    this.generator = generator;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public byte[] wrap(byte[] rootKey) {
    byte[] nonce = generator.bytes(WrappedKey.NONCE_LENGTH);
    byte[] header = WrappedKey.header(keys.current().id());
    byte[] ciphertext = crypt(Cipher.ENCRYPT_MODE, keys.current(), nonce, rootKey);
    return ByteBuffer.allocate(header.length + nonce.length + ciphertext.length)
        .put(header)
        .put(nonce)
        .put(ciphertext)
        .array();
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    WrappedKey parsed = WrappedKey.parse(wrapped);
    SealKey key =
        keyOf(parsed)
            .orElseThrow(
                () ->
                    new ServiceException(
                        ErrorCode.SEAL_UNUSABLE,
                        "the root key is wrapped by a key whose id is neither current_key_id nor"
                            + " previous_key_id"));
    return crypt(Cipher.DECRYPT_MODE, key, parsed.nonce(), parsed.ciphertext());
  }

  @Override
  public boolean rewrapDue(byte[] wrapped) {
    return !WrappedKey.parse(wrapped).keyId().equals(keys.current().id());
  }

  @Override
  public boolean isOwn(byte[] wrapped) {
    try {
      return keyOf(WrappedKey.parse(wrapped)).isPresent();
    } catch (ServiceException e) {
      return false;
    }
  }

  private Optional<SealKey> keyOf(WrappedKey parsed) {
    return Stream.concat(Stream.of(keys.current()), keys.previous().stream())
        .filter(key -> key.id().equals(parsed.keyId()))
        .findFirst();
  }

  private static byte[] crypt(int mode, SealKey key, byte[] nonce, byte[] input) {
    byte[] exposed = key.key().expose();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec secret = new SecretKeySpec(exposed, "AES");
      cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(WrappedKey.header(key.id()));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE, "the seal key does not fit or the wrapped key was changed", e);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }
}
