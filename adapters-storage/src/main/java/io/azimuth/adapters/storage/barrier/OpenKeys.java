package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a barrier that is not sealed. Many threads may use it. */
final class OpenKeys {

  private static final Logger LOG = LoggerFactory.getLogger(OpenKeys.class);

  private volatile AesKey rootKey;
  private @Nullable AesKey nextRootKey;
  private final Set<ByteBuffer> retired = new HashSet<>();
  private Optional<CompletableFuture<Void>> replenishing = Optional.empty();
  private volatile Keyring keyring;
  private volatile EncryptionBudget allowance;
  private final long generation;
  private volatile long noticedSetBacks;

  /**
   * The opened keys.
   *
   * @param left how many encryptions of the current key are reserved
   * @param generation of the store that they belong to
   * @param setBacks how often that store was set back before
   */
  OpenKeys(AesKey rootKey, Keyring keyring, long left, long generation, long setBacks) {
    this.generation = generation;
    this.noticedSetBacks = setBacks;
    this.rootKey = rootKey;
    this.keyring = keyring;
    this.allowance = new EncryptionBudget(keyring.current(), left, left);
  }

  AesKey rootKey() {
    return rootKey;
  }

  Keyring keyring() {
    return keyring;
  }

  long generation() {
    return generation;
  }

  /**
   * Requires that the store is the one that these keys belong to.
   *
   * @param found the entry with the generation of the store
   * @throws ServiceException with {@code STORE_REPLACED} when a snapshot was restored since
   */
  void requireGeneration(Optional<Entry> found) {
    if (generationIn(found) != generation) {
      throw new ServiceException(
          ErrorCode.STORE_REPLACED, "the content of the store is that of a snapshot now");
    }
  }

  /** The generation in the entry; 0 without one. */
  static long generationIn(Optional<Entry> found) {
    return found.map(Entry::revision).orElse(Batch.ABSENT);
  }

  HashKeys hashes() {
    return keyring.hashes();
  }

  EncryptionBudget allowance() {
    return allowance;
  }

  /**
   * Takes the stored keyring for the current one: another server may have added keys, or the store
   * may have lost some of them in a failover. If it is encrypted under the expected root key, or
   * under one that another server has handed over, that becomes the current one.
   *
   * @param before {@link #keyring} as it was before the stored one was read: if it was replaced
   *     since and has other keys than the stored one, it stays
   * @return the stored keyring
   * @throws ServiceException with {@code ROOT_KEY_BEHIND} when none of these opens it
   */
  synchronized Keyring adopt(byte[] sealedKeyring, Optional<byte[]> handover, Keyring before) {
    return adopt(opened(sealedKeyring, handover), before);
  }

  /**
   * The same with the root key itself.
   *
   * @throws ServiceException with {@code SEAL_UNUSABLE} when it does not open the keyring
   */
  synchronized void follow(byte[] sealedKeyring, AesKey newRootKey) {
    Keyring stored = KeyringFormat.open(sealedKeyring, newRootKey);
    if (!keyring.isOfSameStoreAs(stored)) {
      stored.wipe();
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE, "the database has the keys of another store now");
    }
    useRootKey(newRootKey);
    adopt(stored, keyring);
  }

  private Keyring opened(byte[] sealedKeyring, Optional<byte[]> handover) {
    try {
      return openedByEither(sealedKeyring);
    } catch (ServiceException e) {
      AesKey handed =
          handover
              .flatMap(it -> RootKeyHandover.open(it, keyring))
              .filter(it -> !retired.contains(it.fingerprint())) // an old copy was written back
              .orElseThrow(() -> behind(e));
      Keyring opened = openedByHanded(sealedKeyring, handed);
      useRootKey(handed);
      return opened;
    }
  }

  private static Keyring openedByHanded(byte[] sealedKeyring, AesKey handed) {
    try {
      return KeyringFormat.open(sealedKeyring, handed);
    } catch (ServiceException e) {
      throw behind(e);
    }
  }

  private static ServiceException behind(ServiceException why) {
    return new ServiceException(ErrorCode.ROOT_KEY_BEHIND, why.detail(), why);
  }

  private Keyring openedByEither(byte[] sealedKeyring) {
    AesKey next = nextRootKey;
    if (next == null) {
      return KeyringFormat.open(sealedKeyring, rootKey);
    }
    try {
      return KeyringFormat.open(sealedKeyring, rootKey);
    } catch (ServiceException e) {
      Keyring opened = KeyringFormat.open(sealedKeyring, next);
      useNextRootKey();
      return opened;
    }
  }

  /** Accepts that the stored keyring may be encrypted under this root key from now on. */
  synchronized void expect(AesKey key) {
    AesKey unused = nextRootKey;
    if (unused != null) {
      unused.destroy();
    }
    nextRootKey = key;
  }

  /** Makes the expected root key the current one, unless another one is expected by now. */
  synchronized void confirm(AesKey key) {
    if (nextRootKey == key) {
      useNextRootKey();
    }
  }

  private void useNextRootKey() {
    AesKey next = Objects.requireNonNull(nextRootKey);
    nextRootKey = null;
    useRootKey(next);
  }

  private void useRootKey(AesKey next) {
    retired.add(rootKey.fingerprint());
    rootKey.destroy();
    rootKey = next;
  }

  // Keys that are dropped are not wiped: other threads may be using them.
  private Keyring adopt(Keyring stored, Keyring before) {
    Keyring read = keyring.sharedWith(stored);
    if (keyring.equals(before) || read.terms().containsAll(keyring.terms())) {
      use(read);
    }
    return read;
  }

  private void use(Keyring read) {
    if (!read.terms().containsAll(keyring.terms())) {
      LOG.warn(
          "the store has lost encryption keys: it was set back in time, or a failover lost them,"
              + " term={}, known={}",
          read.current().term(),
          keyring.current().term());
    }
    keyring = read;
    if (!read.current().isSame(allowance.key())) {
      allowance = new EncryptionBudget(read.current(), 0, 0);
    }
  }

  /**
   * The stored keyring, with the keys of this one where both have the same. What is current stays:
   * a unit of work may have read it long ago.
   *
   * @throws ServiceException with {@code ROOT_KEY_BEHIND} as {@link #adopt}
   */
  synchronized Keyring read(byte[] sealedKeyring, Optional<byte[]> handover) {
    return keyring.sharedWith(opened(sealedKeyring, handover));
  }

  /** How often the store was set back, as far as these keys know. */
  long setBacks() {
    return noticedSetBacks;
  }

  /**
   * Gives up what is left of the reserved encryptions when the store was set back in time since the
   * last call: it may have lost the key.
   *
   * @param setBacks how often the store was set back
   */
  void noticeSetBacks(long setBacks) {
    if (setBacks > noticedSetBacks) {
      giveUpReserved(setBacks);
    }
  }

  private synchronized void giveUpReserved(long setBacks) {
    if (setBacks > noticedSetBacks) {
      noticedSetBacks = setBacks;
      allowance = new EncryptionBudget(keyring.current(), 0, 0);
    }
  }

  /**
   * Encrypts with a new key from now on. The key is already durable.
   *
   * @param setBacks {@link #setBacks} before the keyring was read that this key continues: the
   *     store may have lost the key since
   */
  synchronized void install(TermKey next, long reserved, long setBacks) {
    if (keyring.current().term() >= next.term() || setBacks != noticedSetBacks) {
      return; // adopted before, without the reservation, or lost: the next reservation reads
    }
    keyring = keyring.with(next);
    allowance = new EncryptionBudget(next, reserved, reserved);
  }

  /**
   * Returns true if this thread may reserve: only one thread at a time does, and it ends with
   * {@link #endReplenishing}.
   */
  synchronized boolean beginReplenishing() {
    if (replenishing.isPresent()) {
      return false;
    }
    replenishing = Optional.of(new CompletableFuture<>());
    return true;
  }

  /** Completes when no reservation is running any more. */
  synchronized CompletionStage<Void> replenished() {
    return replenishing
        .<CompletionStage<Void>>map(CompletableFuture::minimalCompletionStage)
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }

  void endReplenishing() {
    Optional<CompletableFuture<Void>> ended;
    synchronized (this) {
      ended = replenishing;
      replenishing = Optional.empty();
    }
    ended.ifPresent(it -> it.complete(null));
  }

  synchronized void wipe() {
    rootKey.destroy();
    if (nextRootKey != null) {
      nextRootKey.destroy();
    }
    keyring.wipe();
  }
}
