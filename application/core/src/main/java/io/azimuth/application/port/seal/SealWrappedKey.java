package io.azimuth.application.port.seal;

import io.azimuth.domain.seal.ShareCounts;
import java.util.Optional;

/** A key, or the proof of one, as a seal wrapped it. Immutable. */
public final class SealWrappedKey {

  private final Optional<HeldShares> held;
  private final byte[] wrapped;

  /**
   * A key that a seal has wrapped.
   *
   * @param held the shares in which people hold the key that unwraps it; empty without shares
   * @param wrapped the key as the seal wrapped it
   */
  public SealWrappedKey(Optional<HeldShares> held, byte[] wrapped) {
    this.held = held;
    this.wrapped = wrapped.clone();
  }

  /** The shares in which people hold the key that unwraps it; empty without shares. */
  public Optional<HeldShares> held() {
    return held;
  }

  /** The numbers of these shares. */
  public Optional<ShareCounts> shares() {
    return held.map(HeldShares::counts);
  }

  /** How many shares are needed; 0 without shares. */
  public int threshold() {
    return shares().map(ShareCounts::threshold).orElse(0);
  }

  /** A copy of the wrapped bytes. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /** The same key, wrapped again. */
  public SealWrappedKey rewrapped(byte[] other) {
    return new SealWrappedKey(held, other);
  }
}
