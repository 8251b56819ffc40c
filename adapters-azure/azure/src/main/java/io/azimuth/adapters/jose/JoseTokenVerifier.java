package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
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

/** Verifies tokens. jose4j parses them and checks signatures; our own code checks the rest. */
final class JoseTokenVerifier implements TokenVerifier {

  private final KeySets keySets;
  private final ClaimChecks claimChecks;

  @Inject
  JoseTokenVerifier(KeySets keySets, Clock clock) {
    this.keySets = keySets;
    this.claimChecks = new ClaimChecks(clock);
  }

  @Override
  public Verification verify(
      UnverifiedToken token, TokenExpectation expectation, Deadline patience) {
    Optional<ParsedToken> parsed = TokenParser.parse(token);
    if (parsed.isEmpty()) {
      return new Verification.Rejected(TokenRejection.MALFORMED, Optional.empty());
    }
    ClaimSet claims = parsed.get().claims();
    return firstProblem(parsed.get(), expectation, patience)
        .<Verification>map(reason -> new Verification.Rejected(reason, Optional.of(claims)))
        .orElseGet(() -> new Verification.Accepted(verified(claims)));
  }

  @Override
  public Optional<MonitoredFetch> watch(KeySetLocation location) {
    return Optional.of(keySets.at(location).watched());
  }

  private Optional<TokenRejection> firstProblem(
      ParsedToken token, TokenExpectation expectation, Deadline patience) {
    if (!token
        .header(HeaderParameterNames.ALGORITHM)
        .equals(AlgorithmIdentifiers.RSA_USING_SHA256)) {
      return Optional.of(TokenRejection.ALGORITHM);
    }
    if (token.header(HeaderParameterNames.KEY_ID).isEmpty()) {
      return Optional.of(TokenRejection.KEY_UNKNOWN);
    }
    return profileOf(token, expectation)
        .map(profile -> problemBehindIssuer(token, profile, expectation, patience))
        .orElse(Optional.of(TokenRejection.ISSUER_MISMATCH));
  }

  private Optional<TokenRejection> problemBehindIssuer(
      ParsedToken token, IssuerProfile profile, TokenExpectation expectation, Deadline patience) {
    Optional<TokenRejection> ofClaims =
        claimChecks.firstProblem(token.claims(), profile, expectation);
    Optional<PublishedKey> key = keyOf(token, profile, ofClaims.isEmpty(), patience);
    if (key.isEmpty()) {
      return Optional.of(TokenRejection.KEY_UNKNOWN);
    }
    if (!SignatureCheck.holds(token, key.get().key())) {
      return Optional.of(TokenRejection.SIGNATURE);
    }
    return ofClaims;
  }

  private Optional<PublishedKey> keyOf(
      ParsedToken token, IssuerProfile profile, boolean worthFetching, Deadline patience) {
    KeySetLocation location = profile.keys().orElseThrow(JoseTokenVerifier::noKeysNow);
    String kid = token.header(HeaderParameterNames.KEY_ID);
    return keySets.at(location).find(kid, worthFetching, patience).stream()
        .filter(key -> key.issuer().map(profile.keyIssuers()::contains).orElse(true))
        .findFirst();
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
