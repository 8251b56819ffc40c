package io.azimuth.application.port.seal;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.util.Map;
import java.util.Optional;

/**
 * Encrypts every value between the records and the engine, with a keyring that a root key decrypts.
 * Without the root key the barrier is sealed.
 */
public interface Barrier {

  /**
   * The record by which open servers learn a replaced root key. It is there for some minutes, in a
   * store that servers share, and of no use to anybody later.
   */
  Key HANDOVER = Key.of("core/root-key-handover");

  /**
   * The entry by which servers know which restore the content of the store comes from: each restore
   * under running servers writes it anew. Its revision is the {@link #generation}.
   */
  Key GENERATION = Key.of("core/generation");

  /**
   * The record of how the root key is kept; empty when the store was never initialised. Works while
   * sealed.
   */
  Optional<SealRecord> sealRecord();

  /**
   * The same of an unsealed store; that it does not change becomes a precondition of the unit of
   * work.
   */
  SealRecord sealRecord(UnitOfWork work);

  /** Whether the barrier is sealed, so that records cannot be read. */
  boolean isSealed();

  /**
   * Creates a keyring under the root key, opens it in memory and stages it, so that the first
   * records are committed with it in one batch, with the precondition that the store was never
   * initialised. When that commit fails, {@link #seal} must follow.
   */
  UnitOfWork initialize(byte[] rootKey, SealRecord record);

  /**
   * Opens the keyring, of whatever store it is.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the key does
   *     not decrypt it
   */
  default void unseal(byte[] rootKey) {
    unseal(rootKey, Optional.empty());
  }

  /**
   * Opens the keyring.
   *
   * @param expected the only store that may be opened; empty: any
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the key does
   *     not decrypt it; with {@code STORE_UNEXPECTED} when it is that of another store
   */
  void unseal(byte[] rootKey, Optional<StoreFingerprint> expected);

  /**
   * A copy of the root key with which the store was opened, to be wiped; without a look at the
   * store, whose content may be another one by now.
   */
  SecretBytes openedRootKey();

  /**
   * The generation of the store as it was opened: a number that each restore under running servers
   * makes higher, and 0 before the first one. When it has changed, every unit of work is refused
   * with {@code STORE_REPLACED} until {@link #reopen}.
   */
  long generation();

  /**
   * The value of the entry {@link #GENERATION} of a restore by this server: it lets the servers
   * that have the store open follow to that one, and to no other.
   *
   * @param next the store that the snapshot is of, which may be the same
   */
  byte[] generationMark(StoreFingerprint next);

  /**
   * The store that an open server may open by itself in the place of the one that it has open: the
   * one that a server with the keys of that named at its restore, or the same. Reads the store.
   */
  StoreFingerprint successor();

  /**
   * Opens an open store again, whose content was replaced. Does nothing while sealed.
   *
   * @param expected as for {@link #unseal}
   * @throws io.azimuth.domain.error.ServiceException as {@link #unseal}; the store is as it was
   */
  void reopen(byte[] rootKey, Optional<StoreFingerprint> expected);

  /**
   * Whether the store has another generation than it had when it was opened; false while sealed.
   * Reads the store.
   */
  boolean isReplaced();

  /**
   * The record of how the root key of a snapshot is kept; empty when there is none that can be
   * read.
   *
   * @param core the entries of the snapshot whose keys begin with {@code core/}
   */
  Optional<SealRecord> sealRecord(Map<Key, byte[]> core);

  /**
   * What the keyring of a snapshot proves. Its keys are forgotten again.
   *
   * @param core the entries of the snapshot whose keys begin with {@code core/}
   * @param rootKey its root key
   * @param digest the SHA-256 of the snapshot's content
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the key does
   *     not decrypt it
   */
  SnapshotProof prove(Map<Key, byte[]> core, byte[] rootKey, byte[] digest);

  /** By which the open store is known. */
  StoreFingerprint fingerprint();

  /**
   * A copy of the root key of an open store, to be wiped: the one that the store has now, also when
   * another server has replaced it.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code ROOT_KEY_BEHIND} when {@link
   *     #refresh} would return false
   */
  SecretBytes rootKey();

  /**
   * Adopts what other servers have changed of the keys of an open store.
   *
   * @return false when another server has replaced the root key and this one cannot learn the new
   *     one from the store any more
   */
  boolean refresh();

  /**
   * Gives an open store the root key that another server has put in place.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEAL_UNUSABLE} when the key does
   *     not decrypt the keyring
   */
  void follow(byte[] rootKey);

  /**
   * Removes from the store that by which open servers learn a replaced root key, when it has been
   * there for some minutes. For the leader; called every few seconds.
   */
  void endHandover();

  /** Stages another way of keeping the root key, in an unsealed store. */
  void stage(UnitOfWork work, SealRecord record);

  /**
   * Stages another root key: the keyring encrypted under it and the way it is kept, together and in
   * an unsealed store.
   *
   * @return an action to run when the unit of work is durable; until then the barrier accepts both
   *     keys
   */
  Runnable stageRootKey(UnitOfWork work, byte[] rootKey, SealRecord record);

  /**
   * Stages a new encryption key besides the existing ones, in an unsealed store.
   *
   * @return an action to run when the unit of work is durable; new values are encrypted with the
   *     key from then on
   */
  Runnable stageEncryptionKey(UnitOfWork work);

  /** Removes all keys from memory. */
  void seal();

  /**
   * The token's accessor: a keyed hash of it, so that both lead to the same record and neither the
   * accessor nor the store reveals the token.
   */
  Accessor accessor(SecretText token);

  /** The hash under which the token with that accessor is stored: a keyed hash of the accessor. */
  TokenHash hash(Accessor accessor);

  /** The hash under which the token is stored. */
  default TokenHash hash(SecretText token) {
    return hash(accessor(token));
  }

  /**
   * The MAC of a snapshot of this store, 32 bytes. Its key is in the keyring, and every rotation
   * keeps it.
   *
   * @param digest the SHA-256 of the snapshot's content
   */
  byte[] snapshotMac(byte[] digest);

  /**
   * Whether an open store reads the entry as a server wrote it: the value decrypts under its key,
   * or has its form where it is not encrypted. A damaged disk makes it false. May block for the
   * disk.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED} or a code of the store
   *     when that cannot be decided now
   */
  boolean isReadable(Entry entry);

  /** The number of the current encryption key, and how often it was used. */
  KeyStatus keyStatus();

  /** How many values a key encrypts at most before the barrier replaces it. */
  long mostEncryptions();
}
