package io.azimuth.domain.claim;

import java.time.Instant;
import java.util.Objects;

/**
 * Claims whose signature, issuer, audience and times have been proved.
 *
 * <p>Only a token verifier makes one; the architecture tests name who may.
 *
 * @param issuer who signed them
 * @param issuedAt when, by the issuer's clock
 * @param expiresAt when they end, by the issuer's clock
 * @param claims all members of the payload
 */
public record VerifiedClaims(String issuer, Instant issuedAt, Instant expiresAt, ClaimSet claims) {

  public VerifiedClaims {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(claims, "claims");
  }
}
