package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;

/**
 * What the records need of the barrier. Safe for use by many threads. Every method throws {@link
 * io.azimuth.domain.error.ServiceException} with {@code SEALED} while there are no keys.
 */
public interface RecordCipher {

  /** How many bytes longer an encrypted value is. */
  int OVERHEAD = Envelope.OVERHEAD;

  /** Runs it each time that the keys are forgotten; it does not block and does not fail. */
  void whenSealed(Runnable task);

  /** Does nothing but throw when sealed. */
  void requireOpen();

  /**
   * The value encrypted for this key of the store and no other. Does not block.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code STORE_BUSY} when no encryption is
   *     left of those that are counted durably
   */
  byte[] encrypt(Key key, byte[] plaintext);

  /**
   * The value of the entry.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code RECORD_UNREADABLE} when it was
   *     changed, moved or encrypted with a key that is not in the keyring
   */
  byte[] decrypt(Entry entry);

  /** A keyed hash of an alias in hexadecimal digits. */
  String aliasHash(String mountAccessor, String name);
}
