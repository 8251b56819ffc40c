package io.azimuth.application.port.seal;

import java.util.Objects;
import java.util.Optional;

/**
 * How the root key is kept, and what the holders of recovery keys are told from others by; stored
 * in clear beside the encrypted records. Immutable.
 *
 * @param type of the seal that wrapped everything in it
 * @param rootKey wrapped by the seal, or under a key that people hold in shares
 * @param recovery the proof of the recovery key, of a seal that unseals by itself
 */
public record SealRecord(String type, Pair rootKey, Optional<Pair> recovery) {

  public SealRecord {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(rootKey, "rootKey");
    Objects.requireNonNull(recovery, "recovery");
  }

  /** A root key that the seal keeps by itself, without recovery keys. */
  public SealRecord(String type, byte[] wrappedRootKey) {
    this(type, Pair.of(new SealWrappedKey(Optional.empty(), wrappedRootKey)), Optional.empty());
  }

  /** A copy of the wrapped root key. */
  public byte[] wrappedRootKey() {
    return rootKey.current().wrapped();
  }

  /** The same with another root key. */
  public SealRecord withRootKey(Pair other) {
    return new SealRecord(type, other, recovery);
  }

  /** The same with another proof of the recovery key. */
  public SealRecord withRecovery(Pair other) {
    return new SealRecord(type, rootKey, Optional.of(other));
  }

  /** The same without anything that was replaced. */
  public SealRecord withoutPrevious() {
    return new SealRecord(
        type, Pair.of(rootKey.current()), recovery.map(pair -> Pair.of(pair.current())));
  }

  /** Whether something that was replaced still counts. */
  public boolean hasPrevious() {
    return rootKey.previous().isPresent()
        || recovery.filter(pair -> pair.previous().isPresent()).isPresent();
  }

  /**
   * The current form, and the one before it as long as nobody can be sure to hold the new shares.
   *
   * @param current what counts
   * @param previous what counts, too, until the answer with the new shares is out
   */
  public record Pair(SealWrappedKey current, Optional<SealWrappedKey> previous) {

    public Pair {
      Objects.requireNonNull(current, "current");
      Objects.requireNonNull(previous, "previous");
    }

    /** A form that replaces nothing. */
    public static Pair of(SealWrappedKey current) {
      return new Pair(current, Optional.empty());
    }
  }
}
