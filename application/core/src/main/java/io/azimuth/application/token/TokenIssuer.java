package io.azimuth.application.token;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.identity.Identities;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.LoginTokenType;
import io.azimuth.spi.route.TokenGrant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the grant of a login into a token of its mount. */
@Singleton
public final class TokenIssuer {

  private final TokenFactory factory;
  private final Identities identities;
  private final GroupGraphs groups;
  private final RevocationTables revocations;
  private final SystemLifetimes system;

  @Inject
  TokenIssuer(
      TokenFactory factory,
      Identities identities,
      GroupGraphs groups,
      RevocationTables revocations,
      SystemLifetimes system) {
    this.factory = factory;
    this.identities = identities;
    this.groups = groups;
    this.revocations = revocations;
    this.system = system;
  }

  /**
   * Stages the login's entity and its token; a batch token itself is not stored.
   *
   * @throws RefusedException when its policies may not come from a login, when its entity is
   *     disabled, when the mount forces a type on it that its role's settings do not allow, or when
   *     it must be bound to a certificate and there is none
   */
  public Issued issue(CoreCall call, TokenGrant grant) {
    TokenSettings settings = grant.settings();
    List<String> policies = policies(settings);
    TokenType type = LoginTokenType.of(call.mount(), settings);
    Entity entity = identities.resolve(call, grant);
    SystemLifetimes lifetimes = system.of(call.mount());
    TimeToLive ttl =
        RefusedException.orRefuse(
            TimeToLive.compute(
                TimeToLiveRequest.atIssue(
                    settings.lifetimes(), lifetimes.defaultTtl(), lifetimes.maxTtl(), call.now())));
    boolean service = type == TokenType.SERVICE;
    TokenDraft draft =
        new TokenDraft(
            origin(call, grant, service),
            new TokenRights(
                policies,
                Optional.of(entity.id()),
                settings.boundCidrs(),
                settings.numUses(),
                CertificateProof.ofNewToken(settings.binding(), call)),
            TokenLifetime.of(call.now(), ttl.ttl(), settings.lifetimes(), service),
            List.of());
    identities.given(call, entity, service ? Optional.empty() : draft.span().expiresAt());
    TokenFactory.Minted minted =
        service ? factory.mintService(call.work(), draft) : factory.mintBatch(draft);
    return new Issued(
        minted,
        AuthView.of(minted, groups.policies(call.work(), Optional.of(entity))),
        ttl.warnings());
  }

  private static List<String> policies(TokenSettings settings) {
    List<String> policies = TokenPolicies.ofLogin(settings.policies(), settings.noDefaultPolicy());
    TokenPolicies.problemForLogin(policies)
        .ifPresent(
            problem -> {
              throw RefusedException.invalid(problem);
            });
    return policies;
  }

  private TokenOrigin origin(CoreCall call, TokenGrant grant, boolean service) {
    Mount mount = call.mount();
    return new TokenOrigin(
        revocations.stamp(call.work(), mount),
        call.request().path(),
        displayName(mount, grant),
        grant.metadata(),
        Optional.empty(),
        service ? grant.internal() : Map.of()); // a batch token is not renewed
  }

  // As in Vault: a method without names leaves the name of its mount.
  private static String displayName(Mount mount, TokenGrant grant) {
    String name = mount.path().withoutAuth().replace('/', '-') + grant.displayName();
    return name.endsWith("-") ? name.substring(0, name.length() - 1) : name;
  }

  /**
   * A token that was issued.
   *
   * @param minted the token and its record
   * @param auth the view for its owner
   * @param warnings about its lifetime
   */
  public record Issued(TokenFactory.Minted minted, Auth auth, List<String> warnings) {

    public Issued {
      warnings = List.copyOf(warnings);
    }
  }
}
