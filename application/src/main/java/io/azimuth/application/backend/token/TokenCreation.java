package io.azimuth.application.backend.token;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Caller;
import io.azimuth.application.route.Route;
import io.azimuth.application.token.AuthView;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.Lifetimes;
import io.azimuth.domain.token.MountStamp;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creating tokens from a token. */
@Singleton
public final class TokenCreation {

  // Each use of a token reads all its ancestors at once.
  private static final int MAX_ANCESTORS = 64;

  private final TokenFactory factory;
  private final SystemLifetimes system;

  @Inject
  TokenCreation(TokenFactory factory, SystemLifetimes system) {
    this.factory = factory;
    this.system = system;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "create")
            .access(Access.AUTHORIZED)
            .fields(CreationFields.ALL)
            .handle(this::create));
  }

  private Answer create(Call call) {
    Caller parent = call.authorizedCaller();
    CreationFields.checkType(call.fields());
    boolean sudo = parent.acl().hasSudo(call.request().path());
    boolean orphan = call.fields().value(CreationFields.NO_PARENT);
    if (orphan && !sudo) {
      throw RefusedException.invalid("root or sudo privileges required to create orphan token");
    }
    List<String> policies = CreationPolicies.resolve(call.fields(), parent.token(), sudo);
    List<String> warnings = new ArrayList<>(missing(call, policies));
    TokenSpan span = span(call, policies, sudo, warnings);
    TokenFactory.Minted minted =
        factory.mint(
            call.work(),
            origin(call),
            rights(parent, policies, orphan),
            span,
            orphan ? List.of() : ancestors(parent));
    call.staged(minted.hash(), minted.token());
    List<String> identityPolicies =
        orphan ? List.of() : TokenAuthority.identityPolicies(parent.credential());
    return new Answer.Envelope(
        Optional.empty(), Optional.of(AuthView.of(minted, identityPolicies)), warnings);
  }

  private static TokenRights rights(Caller parent, List<String> policies, boolean orphan) {
    Optional<String> entity = orphan ? Optional.empty() : parent.token().rights().entityId();
    return new TokenRights(policies, entity, parent.token().rights().boundCidrs(), 0);
  }

  private static List<TokenHash> ancestors(Caller parent) {
    List<TokenHash> ancestors = new ArrayList<>();
    ancestors.add(parent.hash());
    ancestors.addAll(parent.token().ancestors());
    if (ancestors.size() > MAX_ANCESTORS) {
      throw new RefusedException(
          ErrorCategory.INVALID_REQUEST,
          "a token has at most " + MAX_ANCESTORS + " ancestors: create an orphan");
    }
    return ancestors;
  }

  private static TokenOrigin origin(Call call) {
    return new TokenOrigin(
        new MountStamp(call.mount().accessor(), call.mount().revocations()),
        call.request().path(),
        CreationFields.displayName(call.fields()),
        call.fields().value(CreationFields.META),
        Optional.empty(),
        Map.of());
  }

  private TokenSpan span(Call call, List<String> policies, boolean sudo, List<String> warnings) {
    Lifetimes asked = CreationFields.lifetimes(call.fields());
    if (!asked.period().isZero() && !sudo) {
      throw RefusedException.invalid("root or sudo privileges required to create periodic token");
    }
    boolean endless = policies.contains(TokenPolicies.ROOT) && isZero(asked);
    if (endless) {
      if (call.authorizedCaller().token().span().expiresAt().isPresent()) {
        throw RefusedException.invalid(
            "expiring root tokens cannot create non-expiring root tokens");
      }
      return TokenSpan.endless(call.now());
    }
    SystemLifetimes lifetimes = system.of(call.mount());
    TimeToLive ttl =
        RefusedException.orRefuse(
            TimeToLive.compute(
                TimeToLiveRequest.atIssue(
                    asked, lifetimes.defaultTtl(), lifetimes.maxTtl(), call.now())));
    warnings.addAll(ttl.warnings());
    return TokenSpan.of(
        call.now(), ttl.ttl(), asked, call.fields().value(CreationFields.RENEWABLE));
  }

  private static boolean isZero(Lifetimes asked) {
    return asked.ttl().isZero()
        && asked.explicitMaxTtl().equals(Duration.ZERO)
        && asked.period().isZero();
  }

  // Names of policies that do not exist are legal; the operator may have mistyped one (spec 3.10).
  private static List<String> missing(Call call, List<String> policies) {
    return policies.stream()
        .filter(name -> !name.equals(TokenPolicies.ROOT))
        .filter(name -> call.work().policies().find(name).isEmpty())
        .map(name -> "Policy \"" + name + "\" does not exist")
        .toList();
  }
}
