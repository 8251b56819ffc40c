package io.azimuth.application.port.seal;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import java.util.Optional;

/**
 * Stands between the records and the engine: encrypts every value under a keyring that a root key
 * opens. Without the root key it is sealed.
 */
public interface Barrier {

  /**
   * How the root key is kept, or empty when the store was never initialised. Works while sealed.
   */
  Optional<SealRecord> sealRecord();

  /** The same of an open store; that it stays so becomes a precondition of the unit of work. */
  SealRecord sealRecord(UnitOfWork work);

  /** Whether records cannot be read. */
  boolean isSealed();

  /**
   * Makes a keyring under the root key, opens it in memory and stages it, so that the first records
   * can be staged and committed with it in one batch that demands a store never initialised. When
   * that commit fails, {@link #seal} must follow.
   */
  UnitOfWork initialize(byte[] rootKey, SealRecord record);

  /**
   * Opens the keyring.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the key does
   *     not open it
   */
  void unseal(byte[] rootKey);

  /** Stages another way of keeping the root key, in an open store. */
  void stage(UnitOfWork work, SealRecord record);

  /**
   * Stages another root key: the keyring encrypted under it and the way it is kept, in an open
   * store and together.
   *
   * @return to be run when the unit of work is durable; the barrier knows both keys in between
   */
  Runnable stageRootKey(UnitOfWork work, byte[] rootKey, SealRecord record);

  /**
   * Stages a new encryption key behind those there are, in an open store.
   *
   * @return to be run when the unit of work is durable; the key is used from then on
   */
  Runnable stageEncryptionKey(UnitOfWork work);

  /** Forgets all keys. */
  void seal();

  /**
   * The token's accessor: a keyed hash of it, so that both lead to the same record and neither the
   * accessor nor the store tells the token.
   */
  Accessor accessor(SecretText token);

  /** What the token with that accessor is stored under: a keyed hash of the accessor. */
  TokenHash hash(Accessor accessor);

  /** What the token is stored under. */
  default TokenHash hash(SecretText token) {
    return hash(accessor(token));
  }

  /**
   * The MAC of a snapshot of this store, by a key of the keyring that every rotation keeps; 32
   * bytes.
   *
   * @param digest the SHA-256 of the snapshot's content
   */
  byte[] snapshotMac(byte[] digest);

  /** The number of the current encryption key, and how often it was used. */
  KeyStatus keyStatus();
}
