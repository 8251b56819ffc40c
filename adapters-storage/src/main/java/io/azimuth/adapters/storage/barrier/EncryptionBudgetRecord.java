package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * How many encryptions of a term are reserved. Stored as format (1 byte), term (4), number (8) and
 * a keyed hash (32) of the store's key and the fields before.
 *
 * @param term of the current key
 * @param encryptions at least as many as were made
 */
record EncryptionBudgetRecord(int term, long encryptions) {

  private static final byte FORMAT = 1;
  private static final int CONTENT_LENGTH = 1 + 4 + 8;

  byte[] encode(KeyedHash hash) {
    ByteBuffer content =
        ByteBuffer.allocate(CONTENT_LENGTH).put(FORMAT).putInt(term).putLong(encryptions);
    byte[] mac = mac(hash, content.array());
    return ByteBuffer.allocate(CONTENT_LENGTH + mac.length).put(content.array()).put(mac).array();
  }

  /**
   * Reads the stored form.
   *
   * @throws ServiceException with {@code RECORD_UNREADABLE} when it was changed
   */
  static EncryptionBudgetRecord decode(byte[] stored, KeyedHash hash) {
    if (stored.length != CONTENT_LENGTH + KeyedHash.LENGTH || stored[0] != FORMAT) {
      throw unreadable("the count of encryptions has an unknown format");
    }
    byte[] content = Arrays.copyOf(stored, CONTENT_LENGTH);
    byte[] mac = Arrays.copyOfRange(stored, CONTENT_LENGTH, stored.length);
    if (!MessageDigest.isEqual(mac, mac(hash, content))) {
      throw unreadable("the count of encryptions was changed");
    }
    ByteBuffer in = ByteBuffer.wrap(content);
    return new EncryptionBudgetRecord(in.getInt(1), in.getLong(5));
  }

  private static byte[] mac(KeyedHash hash, byte[] content) {
    byte[] name = CoreKeys.ENCRYPTIONS.bytes();
    return hash.of(
        ByteBuffer.allocate(name.length + content.length).put(name).put(content).array());
  }

  private static ServiceException unreadable(String detail) {
    return new ServiceException(ErrorCode.RECORD_UNREADABLE, detail);
  }
}
