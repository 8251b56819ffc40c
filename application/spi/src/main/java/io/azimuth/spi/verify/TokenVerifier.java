package io.azimuth.spi.verify;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MonitoredFetch;
import java.util.Optional;

/**
 * Verifies tokens that an identity provider signed: RS256 only, a key id required, no key from the
 * token itself ({@code jku}, {@code jwk}, {@code x5c} and {@code x5u} are ignored).
 *
 * <p>Order of the checks: shape, algorithm, key id, issuer, key, signature, identity claims,
 * audience, times, binding. Safe for use by many threads.
 */
public interface TokenVerifier {

  /**
   * Verifies the token. While keys are fetched, the result is pending, no longer than the deadline
   * allows; the signature is checked once.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE} or
   *     {@code IDENTITY_PROVIDER_UNUSABLE} when the keys cannot be fetched or the profile of the
   *     token's issuer names no keys at this moment
   */
  Awaited<Verification> verify(
      UnverifiedToken token, TokenExpectation expectation, Deadline deadline);

  /**
   * The claims in the token itself, without any check: to choose the issuer whose keys are to
   * verify it, and for nothing else. Empty when they cannot be read.
   */
  default Optional<ClaimSet> readUnverified(UnverifiedToken token) {
    return Optional.empty();
  }

  /** The state of the keys at that location; makes no call. */
  default Optional<MonitoredFetch> watch(KeySetLocation location) {
    return Optional.empty();
  }
}
