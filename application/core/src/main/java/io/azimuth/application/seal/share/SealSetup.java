package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.KeyedSeals;
import io.azimuth.application.port.seal.Seal;
import java.util.Objects;
import java.util.Optional;

/**
 * How this server is sealed.
 *
 * @param own the seal that unseals it by itself; empty when people do, with key shares
 * @param keyed makes the seals of key shares
 */
public record SealSetup(Optional<Seal> own, KeyedSeals keyed) {

  /** The type of a seal whose key people hold in shares. */
  public static final String SHAMIR = "shamir";

  public SealSetup {
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(keyed, "keyed");
  }

  /** The type of the seal. */
  public String type() {
    return own.map(Seal::type).orElse(SHAMIR);
  }

  /** Whether people hold the key; else they may hold a recovery key. */
  public boolean isShamir() {
    return own.isEmpty();
  }
}
