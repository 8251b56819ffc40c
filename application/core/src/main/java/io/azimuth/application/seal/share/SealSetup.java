package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.KeyedSeals;
import io.azimuth.application.port.seal.Seal;
import java.util.Objects;
import java.util.Optional;

/**
 * The configuration of the seal.
 *
 * @param own the seal that unseals the server by itself; empty when people unseal it with key
 *     shares
 * @param keyed makes the seals of key shares
 */
public record SealSetup(Optional<Seal> own, KeyedSeals keyed) {

  /** The type of a seal whose key is split into key shares. */
  public static final String SHAMIR = "shamir";

  public SealSetup {
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(keyed, "keyed");
  }

  /** The type of the seal. */
  public String type() {
    return own.map(Seal::type).orElse(SHAMIR);
  }

  /** Whether the unseal key is split into key shares; otherwise only a recovery key can be. */
  public boolean isShamir() {
    return own.isEmpty();
  }
}
