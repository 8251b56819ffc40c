package io.azimuth.azure.roletest;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.LoginTokenType;
import io.azimuth.spi.route.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server would make of a grant.
 *
 * @param policies of the token; those of an entity and its groups are not among them
 * @param type service or batch
 * @param ttl how long it lives
 * @param bound whether it is bound to the certificate that the machine showed
 */
record GrantedToken(
    TokenGrant grant, List<String> policies, TokenType type, Duration ttl, boolean bound) {

  GrantedToken {
    policies = List.copyOf(policies);
  }

  /**
   * The token of that grant.
   *
   * @param shown the certificate of the connection
   * @throws RefusedException when a server would not issue it
   */
  static GrantedToken of(
      Mount mount, TokenGrant grant, Optional<CertificateDigest> shown, Instant now) {
    TokenSettings settings = grant.settings();
    List<String> policies = TokenPolicies.ofLogin(settings.policies(), settings.noDefaultPolicy());
    TokenPolicies.problemForLogin(policies)
        .ifPresent(
            problem -> {
              throw RefusedException.invalid(problem);
            });
    SystemLifetimes lifetimes = SystemLifetimes.STANDARD.of(mount);
    TimeToLive ttl =
        RefusedException.orRefuse(
            TimeToLive.compute(
                TimeToLiveRequest.atIssue(
                    settings.lifetimes(), lifetimes.defaultTtl(), lifetimes.maxTtl(), now)));
    return new GrantedToken(
        grant,
        policies,
        LoginTokenType.of(mount, settings),
        ttl.ttl(),
        settings.binding().of(shown).isPresent());
  }

  /** What templates of policies read of this login alone; a batch token keeps nothing for them. */
  Map<String, String> readByTemplates() {
    return type == TokenType.BATCH
        ? Map.of()
        : TokenOrigin.readByTemplates(grant.metadata(), grant.internal());
  }
}
