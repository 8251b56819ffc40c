package io.azimuth.adapters.storage.barrier;

import java.util.concurrent.atomic.AtomicBoolean;

/** The keys of a barrier that is not sealed. Safe for use by many threads. */
final class OpenKeys {

  private final AesKey rootKey;
  private final AtomicBoolean replenishing = new AtomicBoolean();
  private volatile Keyring keyring;
  private volatile Allowance allowance;

  /** Opened keys with what may be encrypted under the current one. */
  OpenKeys(AesKey rootKey, Keyring keyring, long left) {
    this.rootKey = rootKey;
    this.keyring = keyring;
    this.allowance = new Allowance(keyring.current(), left, left);
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

  Allowance allowance() {
    return allowance;
  }

  /** Takes the keys that the stored keyring has and this one does not: another server's. */
  synchronized void adopt(Keyring stored) {
    keyring = keyring.takingFrom(stored);
    if (keyring.current().term() != allowance.key().term()) {
      allowance = new Allowance(keyring.current(), 0, 0);
    }
  }

  /** Encrypts with a new key from now on, which is durable already. */
  synchronized void install(TermKey next, long reserved) {
    keyring = keyring.with(next);
    allowance = new Allowance(next, reserved, reserved);
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
    keyring.wipe();
  }
}
