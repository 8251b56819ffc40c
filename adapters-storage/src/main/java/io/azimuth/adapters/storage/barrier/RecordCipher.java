package io.azimuth.adapters.storage.barrier;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Encrypts and decrypts the records. Many threads may use it. Every method throws {@link
 * io.azimuth.domain.error.ServiceException} with {@code SEALED} while there are no keys.
 */
public interface RecordCipher {

  /** By how many bytes an encrypted value is longer than its plaintext. */
  int OVERHEAD = Envelope.OVERHEAD;

  /** Sets the task that runs each time the keys are wiped. It must not block or fail. */
  void whenSealed(Runnable task);

  /** Throws when the barrier is sealed. */
  void requireOpen();

  /** The generation of the store as it was opened. */
  long generation();

  /**
   * Reserves encryptions in the store when none is left, as after another server changed the key.
   *
   * @return completes when that was tried; empty when some are left
   */
  Optional<CompletionStage<?>> refill();

  /**
   * Encrypts the value for this key of the store and no other. Does not block.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code STORE_BUSY} when none of the
   *     durably counted encryptions is left
   */
  byte[] encrypt(Key key, byte[] plaintext);

  /**
   * Decrypts the value of the entry.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code RECORD_UNREADABLE} when it was
   *     changed, moved or encrypted with a key that is not in the keyring
   */
  byte[] decrypt(Entry entry);

  /** A keyed hash of an alias, in hexadecimal digits. */
  String aliasHash(String mountAccessor, String name);
}
