package io.azimuth.domain.claim;

import java.util.Objects;

/**
 * Claims whose signature has been verified, and whose issuer where one was expected. Audience and
 * times are not judged yet.
 *
 * <p>Only a verifier of signatures creates one; the architecture tests name the classes that may.
 *
 * @param claims all members of the payload
 */
public record SignedClaims(ClaimSet claims) {

  public SignedClaims {
    Objects.requireNonNull(claims, "claims");
  }
}
