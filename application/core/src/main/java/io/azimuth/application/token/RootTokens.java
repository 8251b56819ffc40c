package io.azimuth.application.token;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenRights;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mints root tokens without an end. */
@Singleton
public final class RootTokens {

  private final TokenFactory tokens;
  private final Clock clock;

  @Inject
  RootTokens(TokenFactory tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * A root token, staged in the unit of work.
   *
   * @param tokenMount the mount {@code auth/token/}
   */
  public TokenFactory.Minted mint(UnitOfWork work, Mount tokenMount) {
    TokenOrigin origin =
        new TokenOrigin(
            new RevocationStamp(tokenMount.accessor(), tokenMount.revocations()),
            "auth/token/root",
            "root",
            Map.of(),
            Optional.empty(),
            Map.of());
    TokenRights rights =
        new TokenRights(List.of(TokenPolicies.ROOT), Optional.empty(), List.of(), 0);
    return tokens.mintService(
        work, new TokenDraft(origin, rights, TokenLifetime.endless(clock.instant()), List.of()));
  }
}
