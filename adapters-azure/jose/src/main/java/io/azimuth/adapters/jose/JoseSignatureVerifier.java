package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.verify.SignatureVerifier;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwx.HeaderParameterNames;

/** Verifies signatures with jose4j, with keys of any issuer. */
final class JoseSignatureVerifier implements SignatureVerifier {

  private final WebKeySets keySets;

  @Inject
  JoseSignatureVerifier(WebKeySets keySets) {
    this.keySets = keySets;
  }

  @Override
  public Awaited<SignatureVerification> verify(
      UnverifiedToken token, SignatureExpectation expectation, Deadline deadline) {
    Optional<ParsedToken> parsed = TokenParser.parse(token);
    if (parsed.isEmpty()) {
      return Awaited.of(refused(TokenRejection.MALFORMED, Optional.empty()));
    }
    Optional<ClaimSet> claims = parsed.map(ParsedToken::claims);
    Optional<SignatureAlgorithm> algorithm =
        SignatureAlgorithm.named(parsed.get().header(HeaderParameterNames.ALGORITHM))
            .filter(expectation.algorithms()::contains);
    if (algorithm.isEmpty()) {
      return Awaited.of(refused(TokenRejection.ALGORITHM, claims));
    }
    Optional<String> issuer = expectation.issuer();
    if (issuer.isPresent() && !parsed.get().claims().text("iss").equals(issuer)) {
      return Awaited.of(refused(TokenRejection.ISSUER_MISMATCH, claims));
    }
    Attempt attempt = new Attempt(parsed.get(), algorithm.get());
    return withKeysOf(expectation.keys(), attempt, deadline)
        .then(problem -> outcome(problem, parsed.get().claims(), expectation));
  }

  private static SignatureVerification outcome(
      Optional<TokenRejection> ofSignature, ClaimSet claims, SignatureExpectation expectation) {
    return ofSignature
        .or(() -> TokenBinding.of(claims).problem(expectation.certificate()))
        .map(reason -> refused(reason, Optional.of(claims)))
        .orElseGet(() -> new SignatureVerification.Proved(new SignedClaims(claims)));
  }

  private Awaited<Optional<TokenRejection>> withKeysOf(
      KeySource source, Attempt attempt, Deadline deadline) {
    if (source instanceof KeySource.Fixed fixed) {
      return Awaited.of(attempt.withoutId().problem(fixed(fixed.keys())));
    }
    if (source instanceof KeySource.Published published) {
      return withKeysOf(keySets.at(published), attempt, deadline);
    }
    KeyLocationDiscovery location = keySets.of((KeySource.Discovered) source);
    boolean warm = location.isWarm();
    return location
        .ask(deadline)
        .thenAwait(
            known ->
                warm
                    ? withKeysThatMayHaveMoved(location, known, attempt, deadline)
                    : withKeysOf(known, attempt, deadline));
  }

  // A place that the document named hours ago may be gone, or be left with keys of old.
  private Awaited<Optional<TokenRejection>> withKeysThatMayHaveMoved(
      KeyLocationDiscovery location,
      KeySource.Published known,
      Attempt attempt,
      Deadline deadline) {
    return Awaited.recovering(
            () -> withKeysOf(known, attempt, deadline).then(Tried::with),
            ServiceException.class,
            Tried::without)
        .thenAwait(
            tried ->
                tried.isDecided()
                    ? Awaited.of(tried)
                    : elsewhere(location, known, attempt, tried, deadline))
        .then(Tried::problem);
  }

  private Awaited<Tried> elsewhere(
      KeyLocationDiscovery location,
      KeySource.Published known,
      Attempt attempt,
      Tried tried,
      Deadline deadline) {
    return Awaited.recovering(
        () ->
            location
                .renewed(deadline)
                .thenAwait(
                    now ->
                        now.equals(known)
                            ? Awaited.of(tried)
                            : withKeysOf(now, attempt, deadline).then(Tried::with)),
        ServiceException.class,
        fault -> tried);
  }

  // Some issuers roll a key and keep its id, so a wrong signature is a reason to fetch, too.
  private static Awaited<Optional<TokenRejection>> withKeysOf(
      WebKeySet set, Attempt attempt, Deadline deadline) {
    boolean warm = set.isWarm();
    return set.ask(deadline)
        .thenAwait(
            keys -> {
              Optional<TokenRejection> problem = attempt.problem(keys);
              return warm && problem.isPresent()
                  ? withNewerKeys(set, attempt, problem.get(), deadline)
                  : Awaited.of(problem);
            });
  }

  private static Awaited<Optional<TokenRejection>> withNewerKeys(
      WebKeySet set, Attempt attempt, TokenRejection problem, Deadline deadline) {
    return Awaited.recovering(
        () ->
            set.renewed(deadline)
                .map(renewed -> renewed.then(attempt::problem))
                .orElseGet(() -> Awaited.of(Optional.of(problem))),
        ServiceException.class,
        fault -> {
          if (problem == TokenRejection.SIGNATURE) {
            return Optional.of(problem); // by the keys that are known
          }
          throw fault;
        });
  }

  private static UsableKeys fixed(List<PublicKeyPem> keys) {
    return new UsableKeys(
        keys.stream()
            .map(key -> new IssuerKey(Optional.empty(), Optional.empty(), key.key()))
            .toList());
  }

  private static SignatureVerification refused(TokenRejection reason, Optional<ClaimSet> claims) {
    return new SignatureVerification.Refused(reason, claims);
  }

  /**
   * The result of checking the keys at one location.
   *
   * @param rejection why the token is refused; empty when it is not, or when there were no keys
   * @param fault why there were no keys
   */
  private record Tried(Optional<TokenRejection> rejection, Optional<ServiceException> fault) {

    static Tried with(Optional<TokenRejection> rejection) {
      return new Tried(rejection, Optional.empty());
    }

    static Tried without(ServiceException fault) {
      return new Tried(Optional.empty(), Optional.of(fault));
    }

    /** Whether other keys would change nothing. */
    boolean isDecided() {
      return fault.isEmpty() && !rejection.equals(Optional.of(TokenRejection.KEY_UNKNOWN));
    }

    Optional<TokenRejection> problem() {
      fault.ifPresent(
          it -> {
            throw it;
          });
      return rejection;
    }
  }

  /** A token that is tried with keys. */
  private record Attempt(ParsedToken parsed, SignatureAlgorithm algorithm, Optional<String> kid) {

    Attempt(ParsedToken parsed, SignatureAlgorithm algorithm) {
      this(
          parsed,
          algorithm,
          Optional.of(parsed.header(HeaderParameterNames.KEY_ID)).filter(id -> !id.isEmpty()));
    }

    /** Keys that an operator wrote down have no ids. */
    Attempt withoutId() {
      return new Attempt(parsed, algorithm, Optional.empty());
    }

    Optional<TokenRejection> problem(UsableKeys keys) {
      List<IssuerKey> candidates = keys.candidates(kid, algorithm);
      if (candidates.isEmpty()) {
        return Optional.of(TokenRejection.KEY_UNKNOWN);
      }
      return candidates.stream()
              .anyMatch(key -> SignatureCheck.holds(parsed, algorithm.jwsName(), key.key()))
          ? Optional.empty()
          : Optional.of(TokenRejection.SIGNATURE);
    }
  }
}
