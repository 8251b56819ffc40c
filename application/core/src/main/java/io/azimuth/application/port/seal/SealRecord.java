package io.azimuth.application.port.seal;

import java.util.Objects;
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

  public SealRecord {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(rootKey, "rootKey");
    Objects.requireNonNull(recovery, "recovery");
  }

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

  /** This record without the previous forms. */
  public SealRecord withoutPrevious() {
    return new SealRecord(
        type, Pair.of(rootKey.current()), recovery.map(pair -> Pair.of(pair.current())));
  }

  /** Whether a previous form is still valid. */
  public boolean hasPrevious() {
    return rootKey.previous().isPresent()
        || recovery.filter(pair -> pair.previous().isPresent()).isPresent();
  }

  /**
   * The current form of a key, and the previous one until the holders have received the new shares.
   *
   * @param current the form in force
   * @param previous the form that is also valid until the answer with the new shares was sent
   */
  public record Pair(SealWrappedKey current, Optional<SealWrappedKey> previous) {

    public Pair {
      Objects.requireNonNull(current, "current");
      Objects.requireNonNull(previous, "previous");
    }

    /** A form without a previous one. */
    public static Pair of(SealWrappedKey current) {
      return new Pair(current, Optional.empty());
    }
  }
}
