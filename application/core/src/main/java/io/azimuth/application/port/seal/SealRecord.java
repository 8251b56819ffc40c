package io.azimuth.application.port.seal;

import java.util.Optional;

/**
 * How the root key is kept, and the proof of the recovery key; stored in clear beside the encrypted
 * records. Immutable.
 *
 * @param type the type of the seal that wrapped its keys
 * @param rootKey the root key, wrapped by the seal or under a key that people hold in shares
 * @param recovery the proof of the recovery key, of a seal that unseals automatically
 */
public record SealRecord(String type, Pair rootKey, Optional<Pair> recovery) {

  /** A root key that the seal unwraps automatically, without recovery keys. */
  public SealRecord(String type, byte[] wrappedRootKey) {
    this(type, Pair.of(new SealWrappedKey(Optional.empty(), wrappedRootKey)), Optional.empty());
  }

  /** A copy of the wrapped root key. */
  public byte[] wrappedRootKey() {
    return rootKey.current().wrapped();
  }

  /** This record with another root key. */
  public SealRecord withRootKey(Pair other) {
    return new SealRecord(type, other, recovery);
  }

  /** This record with another proof of the recovery key. */
  public SealRecord withRecovery(Pair other) {
    return new SealRecord(type, rootKey, Optional.of(other));
  }

  /** This record without what replaced key shares open. */
  public SealRecord withoutReplacedShares() {
    return new SealRecord(
        type, rootKey.withoutReplacedShares(), recovery.map(Pair::withoutReplacedShares));
  }

  /** Whether replaced key shares are still valid. */
  public boolean hasReplacedShares() {
    return rootKey.hasReplacedShares() || recovery.filter(Pair::hasReplacedShares).isPresent();
  }

  /**
   * The current form of a key, and the one before it. Of a key that people hold in shares, that is
   * the form of the replaced shares, until the holders have received the new ones. Of a root key
   * that a seal wraps by itself, it is what the seal made before, until the current form has opened
   * the store.
   *
   * @param current the form in force
   * @param previous the form before it, which is also valid
   */
  public record Pair(SealWrappedKey current, Optional<SealWrappedKey> previous) {

    /** A form without a previous one. */
    public static Pair of(SealWrappedKey current) {
      return new Pair(current, Optional.empty());
    }

    private Pair withoutReplacedShares() {
      return hasReplacedShares() ? of(current) : this;
    }

    private boolean hasReplacedShares() {
      return previous.flatMap(SealWrappedKey::held).isPresent();
    }
  }
}
