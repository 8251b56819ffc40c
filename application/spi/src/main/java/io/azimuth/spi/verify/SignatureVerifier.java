package io.azimuth.spi.verify;

import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;

/**
 * Verifies who signed a token, of any issuer, and that it comes with the key to which it is bound,
 * if it is; audience and times are left to the caller. A key from the token itself ({@code jku},
 * {@code jwk}, {@code x5c}, {@code x5u}) is never used. A token without a key id is tried with each
 * key that fits its algorithm, at most {@link #MAX_TRIES}.
 *
 * <p>Order of the checks: shape, algorithm, issuer, key, signature, binding. Keys are fetched once
 * for all callers, kept, and fetched again for an unknown key id, not more often than every ten
 * seconds. Safe for use by many threads.
 */
public interface SignatureVerifier {

  /** How many keys a token without a key id is tried with. */
  int MAX_TRIES = 16;

  /**
   * Verifies the signature. While keys are fetched, the result is pending, no longer than the
   * deadline allows.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE} or
   *     {@code IDENTITY_PROVIDER_UNUSABLE} when the keys cannot be fetched
   */
  Awaited<SignatureVerification> verify(
      UnverifiedToken token, SignatureExpectation expectation, Deadline deadline);
}
