package io.azimuth.adapters.storage.seal;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a static seal stores: format (1 byte), length of the key's id (1), the id, nonce (12),
 * ciphertext with tag. All bytes before the nonce are authenticated as associated data.
 */
final class WrappedKey {

  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;
  private static final int FORMAT = 1;
  private static final int FIXED_HEADER = 2;

  private final String keyId;
  private final ByteBuffer whole;

  private WrappedKey(String keyId, ByteBuffer whole) {
    this.keyId = keyId;
    this.whole = whole;
  }

  /** The authenticated bytes for a key with that id. */
  static byte[] header(String keyId) {
    byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(FORMAT);
    header.write(id.length);
    header.writeBytes(id);
    return header.toByteArray();
  }

  static WrappedKey parse(byte[] bytes) {
    if (bytes.length < FIXED_HEADER || bytes[0] != FORMAT) {
      throw unusable("the wrapped root key has an unknown format");
    }
    int idLength = Byte.toUnsignedInt(bytes[1]);
    if (idLength == 0 || bytes.length <= FIXED_HEADER + idLength + NONCE_LENGTH + TAG_LENGTH) {
      throw unusable("the wrapped root key is cut short");
    }
    return new WrappedKey(strictText(bytes, idLength), ByteBuffer.wrap(bytes));
  }

  private static String strictText(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, FIXED_HEADER, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE, "the wrapped root key names no readable key id", e);
    }
  }

  String keyId() {
    return keyId;
  }

  byte[] nonce() {
    return part(headerLength(), NONCE_LENGTH);
  }

  byte[] ciphertext() {
    int start = headerLength() + NONCE_LENGTH;
    return part(start, whole.capacity() - start);
  }

  private int headerLength() {
    return FIXED_HEADER + Byte.toUnsignedInt(whole.get(1));
  }

  private byte[] part(int start, int length) {
    byte[] part = new byte[length];
    whole.get(start, part);
    return part;
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.SEAL_UNUSABLE, detail);
  }
}
