package io.azimuth.adapters.jose;

import io.azimuth.application.fixture.MutableClock;
import io.azimuth.application.port.verify.TokenExpectation;
import io.azimuth.application.port.verify.Verification;
import io.azimuth.application.remote.Patience;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;

/** A verifier with two published keys and a clock that stands at {@link TokenMint#NOW}. */
final class VerifierBench {

  final FakeFetcher fetcher = FakeFetcher.publishing(SigningKey.FIRST, SigningKey.SECOND);
  final MutableClock clock = new MutableClock(TokenMint.NOW);
  private final JoseTokenVerifier verifier =
      new JoseTokenVerifier(new KeySets(fetcher, Runnable::run, clock), clock);

  VerifiedClaims accepted(UnverifiedToken token) {
    return accepted(token, Trusted.tenant());
  }

  VerifiedClaims accepted(UnverifiedToken token, TokenExpectation expectation) {
    return verify(token, expectation)
        .fold(
            Verification.Accepted::claims,
            rejected -> {
              throw new AssertionError("rejected: " + rejected.reason());
            });
  }

  TokenRejection reject(UnverifiedToken token) {
    return reject(token, Trusted.tenant());
  }

  TokenRejection reject(UnverifiedToken token, TokenExpectation expectation) {
    return verify(token, expectation)
        .fold(
            accepted -> {
              throw new AssertionError("accepted");
            },
            Verification.Rejected::reason);
  }

  Verification verify(UnverifiedToken token, TokenExpectation expectation) {
    return verifier.verify(token, expectation, Patience.of(Trusted.PATIENCE));
  }
}
