package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.Verification;
import io.azimuth.testkit.fake.MutableClock;

/** A verifier with two published keys and a fixed clock at {@link TokenMint#NOW}. */
final class VerifierBench {

  final FakeFetcher fetcher = FakeFetcher.publishing(SigningKey.FIRST, SigningKey.SECOND);
  final MutableClock clock = new MutableClock(TokenMint.NOW);
  private final JoseTokenVerifier verifier =
      new JoseTokenVerifier(
          new KeySets(fetcher, Rs256Checks.JDK, Runnable::run, clock), Rs256Checks.JDK, clock);

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
    return verifier.verify(token, expectation, Deadline.of(Trusted.PATIENCE)).join();
  }
}
