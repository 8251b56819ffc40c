package io.azimuth.application.gateway;

import io.azimuth.application.lease.GrantedLease;
import io.azimuth.application.metrics.RequestMetrics;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.CertificateProof;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenIssuer;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.login.RoleDenial;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.lease.LeaseDraft;
import io.azimuth.spi.lease.LeaseGrant;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of one request: the one that it was sent with and those that it issues; and the leases
 * that it issues.
 */
final class RequestTokens implements CoreCall.Issuer {

  /**
   * The text of a refused path: Vault's error list with one entry, which clients print as it is.
   */
  static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";

  // Agents log in again when they read the words "invalid token".
  private static final String BAD_TOKEN =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";

  private final ApiRequest request;
  private final GatewayServices.TokenServices tokens;
  private final RequestMetrics metrics;
  private final Map<TokenHash, Token> staged = new LinkedHashMap<>();
  private final List<Token> issued = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final RequestLeases leases;
  private Optional<TokenUseCounter.Use> use = Optional.empty();

  RequestTokens(ApiRequest request, GatewayServices.TokenServices tokens, RequestMetrics metrics) {
    this.request = request;
    this.tokens = tokens;
    this.metrics = metrics;
    this.leases = new RequestLeases(tokens.leases());
  }

  /**
   * Who calls: a token that is valid, may come from there and has a use left, which is counted
   * before anything else happens.
   */
  Awaited<AuthenticatedCaller> caller(UnitOfWork work, Instant now, Deadline deadline) {
    SecretText token =
        request
            .token()
            .orElseThrow(() -> new RefusedException(ErrorCategory.PERMISSION_DENIED, DENIED));
    long begun = System.nanoTime();
    Credential credential = credential(work, token, now);
    metrics.lookedUp(Duration.ofNanos(System.nanoTime() - begun));
    requireItsConnection(credential.token());
    if (credential.usesLeft().isEmpty()) {
      return Awaited.of(tokens.authority().caller(work, token, credential));
    }
    return countUse(credential, deadline)
        .then(
            granted -> {
              if (!granted) {
                throw badToken();
              }
              return tokens.authority().caller(work, token, credential(work, token, now));
            });
  }

  // Before a use is counted: who cannot prove the key must not use the token up.
  private void requireItsConnection(Token token) {
    if (!TokenAuthority.mayComeFrom(token, request.client().address())) {
      metrics.tokenRefused(RoleDenial.ADDRESS_NOT_BOUND);
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, DENIED);
    }
    if (!token.rights().admits(request.certificate())) {
      metrics.tokenRefused(BindingDenial.BINDING_NOT_PROVED);
      tokens.unproved().refused(token, request);
      throw CertificateProof.missing(token, request.certificate());
    }
  }

  /** The caller with a valid wrapping token; the handler counts its use. */
  Optional<AuthenticatedCaller> wrappingCaller(UnitOfWork work, Instant now) {
    return request
        .token()
        .flatMap(
            token ->
                tokens
                    .authority()
                    .valid(work, token, now)
                    .filter(credential -> credential.token().isWrapping())
                    .map(credential -> tokens.authority().caller(work, token, credential)));
  }

  private Credential credential(UnitOfWork work, SecretText token, Instant now) {
    return tokens
        .authority()
        .validOrSpent(work, token, now)
        .filter(credential -> use.isPresent() || !credential.isSpent())
        .orElseThrow(RequestTokens::badToken);
  }

  // Once for a request, however many attempts it takes.
  private Awaited<Boolean> countUse(Credential credential, Deadline deadline) {
    if (use.isEmpty()) {
      use = Optional.of(tokens.useCounter().begin(credential.hash()));
    }
    return Awaited.of(use.get().granted(), deadline, ErrorCode.STORE_BUSY);
  }

  /** Whether the token that came with the request is still valid after a wait. */
  boolean isStillValid(UnitOfWork work, Instant now) {
    return request
        .token()
        .flatMap(token -> tokens.authority().validOrSpent(work, token, now))
        .isPresent();
  }

  private static RefusedException badToken() {
    return new RefusedException(ErrorCategory.PERMISSION_DENIED, BAD_TOKEN);
  }

  /** Releases the token that the request was sent with. */
  void close() {
    use.ifPresent(tokens.useCounter()::end);
  }

  @Override
  public Auth issue(CoreCall call, TokenGrant grant) {
    TokenIssuer.Issued token = tokens.issuer().issue(call, grant);
    staged(token.minted().hash(), token.minted().token());
    warnings.addAll(token.warnings());
    return token.auth();
  }

  @Override
  public Awaited<LeaseDraft> announce(CoreCall call, Map<String, String> kept) {
    return leases.announce(call, kept);
  }

  @Override
  public IssuedLease issue(CoreCall call, Optional<LeaseDraft> draft, LeaseGrant grant) {
    GrantedLease issued = leases.issue(call, draft, grant);
    warnings.addAll(issued.granted().warnings());
    return issued.shown();
  }

  @Override
  public boolean hasGroupAliases(CoreCall call) {
    return tokens.groupAliases().areOn(call.mount(), call.work());
  }

  @Override
  public void staged(TokenHash hash, Token token) {
    issued.add(token);
    if (token.type() != TokenType.BATCH) {
      staged.put(hash, token);
    }
  }

  /** The tokens that the request issued, batch tokens included. */
  List<Token> issuedTokens() {
    return List.copyOf(issued);
  }

  /** Whether it issued what outlives it: stored tokens, or leases. */
  boolean issued() {
    return !staged.isEmpty() || leases.issued();
  }

  void forgetIssued() {
    staged.clear();
    issued.clear();
    leases.forget();
    warnings.clear();
  }

  /** Warnings about the lifetimes of the issued tokens and leases. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void withdraw(UnitOfWork work) {
    staged.keySet().forEach(work.tokens()::remove);
    leases.withdraw(work);
  }
}
