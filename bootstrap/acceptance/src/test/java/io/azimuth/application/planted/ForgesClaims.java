package io.azimuth.application.planted;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.VerifiedClaims;
import java.time.Instant;

final class ForgesClaims {
  VerifiedClaims forge(ClaimSet claims) {
    return new VerifiedClaims("me", Instant.EPOCH, Instant.MAX, claims);
  }

  Forge byReference() {
    return VerifiedClaims::new;
  }

  interface Forge {
    VerifiedClaims forge(String issuer, Instant issued, Instant expires, ClaimSet claims);
  }
}
