package io.azimuth.testkit.fake;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.SignedClaims;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.claim.VerifiedClaims;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.FetchHistory;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Verifies nothing but the key to which a token is bound: a test sets the result for each token;
 * any other token has a wrong signature.
 */
public final class FakeVerifier implements TokenVerifier, SignatureVerifier {

  private final Map<String, Verification> known = new ConcurrentHashMap<>();
  private final Map<String, ServiceException> faults = new ConcurrentHashMap<>();
  private volatile Optional<TokenExpectation> asked = Optional.empty();
  private volatile Optional<SignatureExpectation> signatures = Optional.empty();
  private volatile Optional<ServiceException> fault = Optional.empty();
  private final AtomicLong verifications = new AtomicLong();
  private final Map<URI, FakeKeySet> keySets = new ConcurrentHashMap<>();

  private static final class FakeKeySet implements MonitoredFetch {

    private final UnaryOperator<FetchHistory> next;
    private volatile FetchHistory observed = FetchHistory.NONE;

    private FakeKeySet(UnaryOperator<FetchHistory> next) {
      this.next = next;
    }

    @Override
    public FetchHistory observed() {
      return observed;
    }

    @Override
    public CompletableFuture<Boolean> fetchNow() {
      observed = next.apply(observed);
      return CompletableFuture.completedFuture(observed.isWell().orElse(false));
    }
  }

  /** Makes this token valid, with these claims. */
  public FakeVerifier accept(String jwt, Instant issuedAt, Map<String, ?> claims) {
    VerifiedClaims verified =
        new VerifiedClaims(
            FakeCloud.ISSUER, issuedAt, issuedAt.plusSeconds(3_600), ClaimSet.of(claims));
    known.put(jwt, new Verification.Accepted(verified));
    return this;
  }

  /** Makes this token rejected for that reason, with these claims. */
  public FakeVerifier reject(String jwt, TokenRejection reason, Map<String, ?> claims) {
    known.put(jwt, new Verification.Rejected(reason, Optional.of(ClaimSet.of(claims))));
    return this;
  }

  /** Makes verifications of this token fail with this fault. */
  public FakeVerifier fail(String jwt, ServiceException thrown) {
    faults.put(jwt, thrown);
    return this;
  }

  /** Watches the keys at that address from now on: each fetch of them has this result. */
  public void watch(String address, UnaryOperator<FetchHistory> fetched) {
    keySets.put(URI.create(address), new FakeKeySet(fetched));
  }

  @Override
  public Optional<MonitoredFetch> watch(KeySetLocation location) {
    return Optional.ofNullable(keySets.get(location.uri()));
  }

  /** The expectation of the latest verification. */
  public Optional<TokenExpectation> lastExpectation() {
    return asked;
  }

  /** The expectation of the latest verification of a signature alone. */
  public Optional<SignatureExpectation> lastSignature() {
    return signatures;
  }

  /** Makes all later verifications of signatures fail with this fault. */
  public void failWith(ServiceException thrown) {
    fault = Optional.of(thrown);
  }

  /** How many verifications there were. */
  public long verifications() {
    return verifications.get();
  }

  @Override
  public Awaited<Verification> verify(
      UnverifiedToken token, TokenExpectation expectation, Deadline deadline) {
    verifications.incrementAndGet();
    asked = Optional.of(expectation);
    ServiceException thrown = faults.get(token.expose());
    if (thrown != null) {
      throw thrown;
    }
    return Awaited.of(result(token, expectation.certificate()));
  }

  private Verification result(UnverifiedToken token, Optional<CertificateDigest> shown) {
    return known
        .getOrDefault(
            token.expose(), new Verification.Rejected(TokenRejection.SIGNATURE, Optional.empty()))
        .fold(accepted -> bound(accepted, shown), rejected -> rejected);
  }

  private static Verification bound(
      Verification.Accepted accepted, Optional<CertificateDigest> shown) {
    ClaimSet claims = accepted.claims().claims();
    return TokenBinding.of(claims)
        .problem(shown)
        .<Verification>map(reason -> new Verification.Rejected(reason, Optional.of(claims)))
        .orElse(accepted);
  }

  @Override
  public Optional<ClaimSet> readUnverified(UnverifiedToken token) {
    return Optional.ofNullable(known.get(token.expose()))
        .flatMap(
            verification ->
                verification.fold(
                    accepted -> Optional.of(accepted.claims().claims()),
                    Verification.Rejected::claims));
  }

  @Override
  public Awaited<SignatureVerification> verify(
      UnverifiedToken token, SignatureExpectation expectation, Deadline deadline) {
    verifications.incrementAndGet();
    signatures = Optional.of(expectation);
    if (fault.isPresent()) {
      throw fault.get();
    }
    return Awaited.of(
        result(token, expectation.certificate())
            .<SignatureVerification>fold(
                accepted ->
                    new SignatureVerification.Proved(new SignedClaims(accepted.claims().claims())),
                rejected ->
                    new SignatureVerification.Refused(rejected.reason(), rejected.claims())));
  }
}
