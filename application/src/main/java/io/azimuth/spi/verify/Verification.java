package io.azimuth.spi.verify;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.VerifiedClaims;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** How a verification ended: accepted or rejected. */
public sealed interface Verification {

  /** Handles both cases. */
  <R> R fold(Function<Accepted, R> onAccepted, Function<Rejected, R> onRejected);

  /** Everything was as expected. */
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
   * Something was not as expected.
   *
   * @param reason the first thing that was wrong
   * @param claims what the token says, where it could be read at all: proved to be the issuer's
   *     when {@link TokenRejection#issuerProved}, otherwise a stranger's words, for the operator's
   *     log only
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
