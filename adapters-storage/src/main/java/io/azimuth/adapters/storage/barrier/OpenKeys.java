package io.azimuth.adapters.storage.barrier;

import io.azimuth.domain.error.ServiceException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The keys of a barrier that is not sealed. Safe for use by many threads. */
final class OpenKeys {

  private volatile AesKey rootKey;
  private @Nullable AesKey nextRootKey;
  private final AtomicBoolean replenishing = new AtomicBoolean();
  private volatile Keyring keyring;
  private volatile EncryptionBudget allowance;

  /** Opened keys with what may be encrypted under the current one. */
  OpenKeys(AesKey rootKey, Keyring keyring, long left) {
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

  HashKeys hashes() {
    return keyring.hashes();
  }

  EncryptionBudget allowance() {
    return allowance;
  }

  /**
   * Takes the keys that the stored keyring has and this one does not: another server's. It tells,
   * too, whether the next root key has become the current one.
   */
  synchronized void adopt(byte[] sealedKeyring) {
    adopt(openedByEither(sealedKeyring));
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

  /** From now on the stored keyring may be encrypted under this root key. */
  synchronized void expect(AesKey key) {
    AesKey unused = nextRootKey;
    if (unused != null) {
      unused.destroy();
    }
    nextRootKey = key;
  }

  /** The stored keyring is encrypted under the expected root key, if it is still expected. */
  synchronized void confirm(AesKey key) {
    if (nextRootKey == key) {
      useNextRootKey();
    }
  }

  private void useNextRootKey() {
    AesKey next = Objects.requireNonNull(nextRootKey);
    rootKey.destroy();
    rootKey = next;
    nextRootKey = null;
  }

  private void adopt(Keyring stored) {
    keyring = keyring.mergedWith(stored);
    if (keyring.current().term() != allowance.key().term()) {
      allowance = new EncryptionBudget(keyring.current(), 0, 0);
    }
  }

  /** Encrypts with a new key from now on, which is durable already. */
  synchronized void install(TermKey next, long reserved) {
    if (keyring.current().term() >= next.term()) {
      return; // adopted in the meantime, without what was reserved
    }
    keyring = keyring.with(next);
    allowance = new EncryptionBudget(next, reserved, reserved);
  }

  /** One thread at a time reserves; whether it is this one. */
  boolean beginReplenishing() {
    return replenishing.compareAndSet(false, true);
  }

  void endReplenishing() {
    replenishing.set(false);
  }

  synchronized void wipe() {
    rootKey.destroy();
    if (nextRootKey != null) {
      nextRootKey.destroy();
    }
    keyring.wipe();
  }
}
