package io.azimuth.application.port.seal;

import io.azimuth.domain.seal.ShareCounts;
import java.util.Objects;
import java.util.Optional;

/** A key, or what proves one, as a seal wrapped it. Immutable. */
public final class SealWrappedKey {

  private final Optional<ShareCounts> shares;
  private final byte[] wrapped;

  /**
   * What a seal made of a key.
   *
   * @param shares how people hold what opens it; empty when nobody does
   * @param wrapped by the seal
   */
  public SealWrappedKey(Optional<ShareCounts> shares, byte[] wrapped) {
    this.shares = Objects.requireNonNull(shares, "shares");
    this.wrapped = wrapped.clone();
  }

  /** How people hold what opens it. */
  public Optional<ShareCounts> shares() {
    return shares;
  }

  /** How many shares are needed; 0 when there are none. */
  public int threshold() {
    return shares.map(ShareCounts::threshold).orElse(0);
  }

  /** A copy of the wrapped bytes. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /** The same, wrapped anew. */
  public SealWrappedKey rewrapped(byte[] other) {
    return new SealWrappedKey(shares, other);
  }
}
