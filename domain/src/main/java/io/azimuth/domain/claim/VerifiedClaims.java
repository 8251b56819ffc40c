package io.azimuth.domain.claim;

import java.time.Instant;
import java.util.Objects;

/**
 * Claims whose signature, issuer, audience and times have been verified.
 *
 * <p>Only a token verifier creates one; the architecture tests name the classes that may.
 *
 * @param issuer the issuer that signed them
 * @param issuedAt when, by the issuer's clock
 * @param expiresAt when they expire, by the issuer's clock
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
