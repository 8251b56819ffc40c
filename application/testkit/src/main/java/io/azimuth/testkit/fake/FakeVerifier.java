package io.azimuth.testkit.fake;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Verifies nothing: a test says what becomes of which token; others have a wrong signature. */
public final class FakeVerifier implements TokenVerifier {

  private final Map<String, Verification> known = new ConcurrentHashMap<>();
  private volatile Optional<TokenExpectation> asked = Optional.empty();
  private final AtomicLong verifications = new AtomicLong();

  /** This token is good and has these claims. */
  public FakeVerifier accept(String jwt, Instant issuedAt, Map<String, ?> claims) {
    VerifiedClaims verified =
        new VerifiedClaims(
            FakeCloud.ISSUER, issuedAt, issuedAt.plusSeconds(3_600), ClaimSet.of(claims));
    known.put(jwt, new Verification.Accepted(verified));
    return this;
  }

  /** This token is rejected for that reason and says this. */
  public FakeVerifier reject(String jwt, TokenRejection reason, Map<String, ?> claims) {
    known.put(jwt, new Verification.Rejected(reason, Optional.of(ClaimSet.of(claims))));
    return this;
  }

  /** What the last verification expected. */
  public Optional<TokenExpectation> lastExpectation() {
    return asked;
  }

  /** How often it was asked. */
  public long verifications() {
    return verifications.get();
  }

  @Override
  public Verification verify(
      UnverifiedToken token, TokenExpectation expectation, Deadline patience) {
    verifications.incrementAndGet();
    asked = Optional.of(expectation);
    return known.getOrDefault(
        token.expose(), new Verification.Rejected(TokenRejection.SIGNATURE, Optional.empty()));
  }
}
