package io.azimuth.spi.verify;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenRejection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of a verification of a signature. */
public sealed interface SignatureVerification {

  /** Handles both cases. */
  <R> R fold(Function<SignedClaims, R> onProved, Function<Refused, R> onRefused);

  /** A trusted key signed it. */
  record Proved(SignedClaims claims) implements SignatureVerification {

    public Proved {
      Objects.requireNonNull(claims, "claims");
    }

    @Override
    public <R> R fold(Function<SignedClaims, R> onProved, Function<Refused, R> onRefused) {
      return onProved.apply(claims);
    }
  }

  /**
   * A check failed.
   *
   * @param reason the first check that failed
   * @param claims unverified, for the operator's log only; empty when they cannot be read
   */
  record Refused(TokenRejection reason, Optional<ClaimSet> claims)
      implements SignatureVerification {

    public Refused {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(claims, "claims");
    }

    @Override
    public <R> R fold(Function<SignedClaims, R> onProved, Function<Refused, R> onRefused) {
      return onRefused.apply(this);
    }
  }
}
