package io.azimuth.application.planted;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.VerifiedClaims;
import java.time.Instant;

final class ForgesClaims {
  VerifiedClaims forge(ClaimSet claims) {
    return new VerifiedClaims("me", Instant.EPOCH, Instant.MAX, claims);
  }
}
