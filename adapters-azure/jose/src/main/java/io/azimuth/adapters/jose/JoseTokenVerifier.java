package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwx.HeaderParameterNames;

/**
 * Verifies tokens of RS256. Jackson reads them and a provider of cryptography checks signatures;
 * our own code the rest.
 */
final class JoseTokenVerifier implements TokenVerifier {

  private final KeySets keySets;
  private final Rs256 rs256;
  private final SeenSignatures seen = new SeenSignatures();
  private final ClaimChecks claimChecks;

  @Inject
  JoseTokenVerifier(KeySets keySets, Rs256 rs256, Clock clock) {
    this.keySets = keySets;
    this.rs256 = rs256;
    this.claimChecks = new ClaimChecks(clock);
  }

  @Override
  public Awaited<Verification> verify(
      UnverifiedToken token, TokenExpectation expectation, Deadline deadline) {
    Optional<ParsedToken> parsed = TokenParser.parse(token);
    if (parsed.isEmpty()) {
      return Awaited.of(new Verification.Rejected(TokenRejection.MALFORMED, Optional.empty()));
    }
    ClaimSet claims = parsed.get().claims();
    return firstProblem(parsed.get(), expectation, deadline)
        .then(
            problem ->
                problem
                    .<Verification>map(
                        reason -> new Verification.Rejected(reason, Optional.of(claims)))
                    .orElseGet(() -> new Verification.Accepted(verified(claims))));
  }

  @Override
  public Optional<ClaimSet> readUnverified(UnverifiedToken token) {
    return TokenParser.parse(token).map(ParsedToken::claims);
  }

  @Override
  public Optional<MonitoredFetch> watch(KeySetLocation location) {
    return Optional.of(keySets.at(location).watched());
  }

  private Awaited<Optional<TokenRejection>> firstProblem(
      ParsedToken token, TokenExpectation expectation, Deadline deadline) {
    if (!token
        .header(HeaderParameterNames.ALGORITHM)
        .equals(AlgorithmIdentifiers.RSA_USING_SHA256)) {
      return Awaited.of(Optional.of(TokenRejection.ALGORITHM));
    }
    if (token.header(HeaderParameterNames.KEY_ID).isEmpty()) {
      return Awaited.of(Optional.of(TokenRejection.KEY_UNKNOWN));
    }
    return profileOf(token, expectation)
        .map(profile -> problemBehindIssuer(token, profile, expectation, deadline))
        .orElseGet(() -> Awaited.of(Optional.of(TokenRejection.ISSUER_MISMATCH)));
  }

  private Awaited<Optional<TokenRejection>> problemBehindIssuer(
      ParsedToken token, IssuerProfile profile, TokenExpectation expectation, Deadline deadline) {
    Optional<TokenRejection> ofClaims =
        claimChecks.firstProblem(token.claims(), profile, expectation);
    return keyOf(token, profile, ofClaims.isEmpty(), deadline)
        .then(key -> problemOfSignature(token, key).or(() -> ofClaims));
  }

  private Optional<TokenRejection> problemOfSignature(
      ParsedToken token, Optional<PublishedKey> key) {
    if (key.isEmpty()) {
      return Optional.of(TokenRejection.KEY_UNKNOWN);
    }
    return seen.holds(token, key.get(), () -> rs256.holds(token, key.get().key()))
        ? Optional.empty()
        : Optional.of(TokenRejection.SIGNATURE);
  }

  private Awaited<Optional<PublishedKey>> keyOf(
      ParsedToken token, IssuerProfile profile, boolean worthFetching, Deadline deadline) {
    KeySetLocation location = profile.keys().orElseThrow(JoseTokenVerifier::noKeysNow);
    String kid = token.header(HeaderParameterNames.KEY_ID);
    return keySets
        .at(location)
        .find(kid, worthFetching, deadline)
        .then(
            keys ->
                keys.stream()
                    .filter(key -> key.issuer().map(profile.keyIssuers()::contains).orElse(true))
                    .findFirst());
  }

  private static Optional<IssuerProfile> profileOf(
      ParsedToken token, TokenExpectation expectation) {
    return token
        .claims()
        .text("iss")
        .flatMap(
            issuer ->
                expectation.profiles().stream()
                    .filter(profile -> profile.issuers().contains(issuer))
                    .findFirst());
  }

  private static VerifiedClaims verified(ClaimSet claims) {
    return new VerifiedClaims(
        claims.text("iss").orElseThrow(),
        claims.instant("iat").orElseThrow(),
        claims.instant("exp").orElseThrow(),
        claims);
  }

  private static ServiceException noKeysNow() {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
        "the document that says where the issuer's keys are cannot be had");
  }
}
