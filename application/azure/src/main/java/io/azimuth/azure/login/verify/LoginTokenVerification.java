package io.azimuth.azure.login.verify;

import io.azimuth.azure.config.Audience;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.TokenChecks;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.verify.Verification;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Verifies that a tenant of the mount signed a token, for this mount, and that it is valid now. */
public final class LoginTokenVerification {

  private final Clouds clouds;
  private final TokenVerifier verifier;
  private final Clock clock;

  public LoginTokenVerification(Clouds clouds, TokenVerifier verifier, Clock clock) {
    this.clouds = clouds;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * The claims of the token, once it is verified; pending while keys are fetched.
   *
   * @param shown the certificate that counts for a token that is bound to one
   */
  public Awaited<Outcome> verify(
      SecretText jwt,
      AzureSettings settings,
      Optional<CertificateDigest> shown,
      Deadline deadline) {
    Optional<UnverifiedToken> token = UnverifiedToken.parse(jwt);
    if (token.isEmpty()) {
      return Awaited.of(
          Outcome.denied(
              TokenChecks.denial(TokenRejection.MALFORMED, "a signed JWT", shape(jwt)), false));
    }
    Optional<TenantId> foreign = foreignTenant(token.get(), settings);
    // It decides whose documents and keys are used, nothing else. A token that names no listed
    // tenant is judged as one of the mount's own, so that nothing is fetched for a tenant of the
    // caller's choice.
    Optional<TenantId> additional = foreign.filter(settings.tenants().additional()::contains);
    return cloud(settings)
        .expect(additional.map(TenantId::value).orElseGet(settings::tenantId), deadline)
        .thenAwait(tenant -> verify(token.get(), tenant, settings, shown, deadline))
        .thenAwait(
            outcome ->
                foreign.isPresent() && !outcome.isIssuerProved()
                    ? whileNoTenantIsAway(outcome, settings, deadline)
                    : Awaited.of(outcome))
        .then(outcome -> additional.isPresent() ? outcome.ofAdditionalTenant() : outcome);
  }

  /** The tenant that the token itself names, if it is not the mount's own; read where some are. */
  private Optional<TenantId> foreignTenant(UnverifiedToken token, AzureSettings settings) {
    if (settings.additionalTenants().isEmpty()) {
      return Optional.empty();
    }
    Optional<TenantId> own = TenantId.parse(settings.tenantId());
    return verifier
        .readUnverified(token)
        .flatMap(claims -> claims.text("tid"))
        .flatMap(TenantId::parse)
        .filter(named -> !own.equals(Optional.of(named)));
  }

  /**
   * The outcome, unless a token of one of the additional tenants could not be judged now. Otherwise
   * a fault would reveal to a caller that the tenant it names is listed.
   */
  private Awaited<Outcome> whileNoTenantIsAway(
      Outcome outcome, AzureSettings settings, Deadline deadline) {
    Awaited<Outcome> all = Awaited.of(outcome);
    for (String tenant : settings.additionalTenants()) {
      all =
          all.thenAwait(
              before ->
                  cloud(settings)
                      .expect(tenant, deadline)
                      .then(expected -> whileItsKeysAreThere(expected, before)));
    }
    return all;
  }

  private Outcome whileItsKeysAreThere(TenantExpectation tenant, Outcome outcome) {
    boolean away =
        tenant.keySets().stream()
            .flatMap(location -> verifier.watch(location).stream())
            .anyMatch(keys -> keys.observed().isWell().equals(Optional.of(false)));
    if (away) {
      throw new ServiceException(
          ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
          "the keys of the additional tenant " + tenant.tenantId() + " cannot be had");
    }
    return outcome;
  }

  // What is wrong with it, without a letter of it.
  private static String shape(SecretText jwt) {
    String text = jwt.expose();
    long dots = text.chars().filter(c -> c == '.').count();
    return text.length() + " characters with " + dots + " dots";
  }

  private Awaited<Outcome> verify(
      UnverifiedToken token,
      TenantExpectation tenant,
      AzureSettings settings,
      Optional<CertificateDigest> shown,
      Deadline deadline) {
    TokenExpectation expectation =
        new TokenExpectation(
            tenant.profiles(),
            Audience.of(settings).values(),
            settings.tokens().clockSkewLeeway(),
            shown);
    return verifier
        .verify(token, expectation, deadline)
        .then(
            verification ->
                verification.fold(
                    accepted -> Outcome.proved(new AzureClaims(accepted.claims())),
                    rejected ->
                        Outcome.denied(
                                denial(rejected, tenant, settings, shown),
                                rejected.reason().issuerProved())
                            .about(rejected)));
  }

  private Cloud cloud(AzureSettings settings) {
    return clouds
        .named(settings.environment())
        .orElseThrow(
            () ->
                new ServiceException(
                    ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
                    "the configuration file no longer has the cloud " + settings.environment()));
  }

  private Denial denial(
      Verification.Rejected rejected,
      TenantExpectation tenant,
      AzureSettings settings,
      Optional<CertificateDigest> shown) {
    ClaimSet claims = rejected.claims().orElseGet(() -> ClaimSet.of(Map.of()));
    return switch (rejected.reason()) {
      case ISSUER_MISMATCH ->
          TokenChecks.denial(rejected.reason(), issuers(tenant), claims.text("iss").orElse(""));
      case IDENTITY_MISMATCH ->
          TokenChecks.denial(rejected.reason(), tenant.tenantId(), claims.text("tid").orElse(""));
      case AUDIENCE_MISMATCH ->
          TokenChecks.denial(
              rejected.reason(),
              settings.tokens().resource(),
              String.join(", ", claims.texts("aud")));
      case EXPIRED ->
          TokenChecks.denial(rejected.reason(), "after " + clock.instant(), moment(claims, "exp"));
      case NOT_YET_VALID ->
          TokenChecks.denial(
              rejected.reason(), "not after " + clock.instant(), moment(claims, "nbf"));
      case MALFORMED, ALGORITHM, KEY_UNKNOWN, SIGNATURE, CLAIM_MISSING ->
          TokenChecks.denial(rejected.reason(), "", "");
      case BINDING_NOT_UNDERSTOOD, BINDING_NOT_PROVED ->
          unbound(rejected.reason(), TokenBinding.of(claims), shown);
    };
  }

  private static Denial unbound(
      TokenRejection reason, TokenBinding binding, Optional<CertificateDigest> shown) {
    LoginCheck check = LoginCheck.binding(CheckName.BINDING, binding, shown);
    return TokenChecks.denial(reason, check.expected(), check.actual());
  }

  private static String issuers(TenantExpectation tenant) {
    return tenant.profiles().stream()
        .flatMap(profile -> profile.issuers().stream())
        .sorted()
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static String moment(ClaimSet claims, String name) {
    return claims.instant(name).map(Instant::toString).orElse("");
  }

  /** Verified claims, or the reason why there are none. */
  public static final class Outcome {

    private final Optional<AzureClaims> claims;
    private final Optional<Denial> denial;
    private final boolean issuerProved;
    private final Optional<PrincipalId> owner;

    private Outcome(
        Optional<AzureClaims> claims,
        Optional<Denial> denial,
        boolean issuerProved,
        Optional<PrincipalId> owner) {
      this.claims = claims;
      this.denial = denial;
      this.issuerProved = issuerProved;
      this.owner = owner;
    }

    static Outcome proved(AzureClaims claims) {
      return new Outcome(
          Optional.of(Objects.requireNonNull(claims)), Optional.empty(), true, Optional.empty());
    }

    static Outcome denied(Denial denial, boolean issuerProved) {
      return new Outcome(Optional.empty(), Optional.of(denial), issuerProved, Optional.empty());
    }

    private Outcome about(Verification.Rejected rejected) {
      return switch (rejected.reason()) {
        case BINDING_NOT_UNDERSTOOD, BINDING_NOT_PROVED ->
            new Outcome(
                claims,
                denial,
                issuerProved,
                rejected.claims().flatMap(it -> it.text("oid")).flatMap(PrincipalId::parse));
        default -> this;
      };
    }

    /** Whose token it is, where it counts but for the key to which it is bound. */
    public Optional<PrincipalId> owner() {
      return owner;
    }

    boolean isIssuerProved() {
      return issuerProved;
    }

    Outcome ofAdditionalTenant() {
      return new Outcome(claims.map(AzureClaims::ofAdditionalTenant), denial, issuerProved, owner);
    }

    /** Calls the function of the case that this is. */
    public <R> R fold(Function<AzureClaims, R> onProved, Function<Denial, R> onDenied) {
      return claims.isPresent()
          ? onProved.apply(claims.get())
          : onDenied.apply(denial.orElseThrow());
    }
  }
}
