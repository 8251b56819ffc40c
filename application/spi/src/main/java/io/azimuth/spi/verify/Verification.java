package io.azimuth.spi.verify;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.VerifiedClaims;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of a verification: accepted or rejected. */
public sealed interface Verification {

  /** Handles both cases. */
  <R> R fold(Function<Accepted, R> onAccepted, Function<Rejected, R> onRejected);

  /** Every check passed. */
  record Accepted(VerifiedClaims claims) implements Verification {

    public Accepted {
      Objects.requireNonNull(claims, "claims");
    }

    @Override
    public <R> R fold(Function<Accepted, R> onAccepted, Function<Rejected, R> onRejected) {
      return onAccepted.apply(this);
    }
  }

  /**
   * A check failed.
   *
   * @param reason the first check that failed
   * @param claims the claims of the token, where they could be read: those of the issuer when
   *     {@link TokenRejection#issuerProved}, otherwise unverified and for the operator's log only
   */
  record Rejected(TokenRejection reason, Optional<ClaimSet> claims) implements Verification {

    public Rejected {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(claims, "claims");
    }

    @Override
    public <R> R fold(Function<Accepted, R> onAccepted, Function<Rejected, R> onRejected) {
      return onRejected.apply(this);
    }
  }
}
