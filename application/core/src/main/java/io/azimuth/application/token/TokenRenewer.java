package io.azimuth.application.token;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TimeToLive;
import io.azimuth.domain.token.TimeToLiveRequest;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Extends the lifetime of tokens. The auth method that issued a token is asked again. */
@Singleton
public final class TokenRenewer {

  private final MountTables mountTables;
  private final AuthMethods authMethods;
  private final SystemLifetimes system;

  @Inject
  TokenRenewer(MountTables mountTables, AuthMethods authMethods, SystemLifetimes system) {
    this.mountTables = mountTables;
    this.authMethods = authMethods;
    this.system = system;
  }

  /**
   * Stages the token with a new end; pending while the auth method asks another system.
   *
   * @param increment the time that the caller asks for; zero when it asks for none
   * @throws RefusedException when it cannot be renewed
   */
  public Awaited<Renewed> renew(
      UnitOfWork work, Credential credential, Duration increment, Instant now, Deadline deadline) {
    Token token = credential.token();
    if (token.type() == TokenType.BATCH) {
      throw RefusedException.invalid("batch tokens cannot be renewed");
    }
    if (!token.lifetime().renewable()) {
      throw RefusedException.invalid("lease is not renewable");
    }
    Mount mount =
        mountTables
            .of(work)
            .withAccessor(token.origin().mount().accessor())
            .orElseThrow(() -> RefusedException.invalid("lease is not renewable"));
    return terms(work, mount, token, deadline)
        .then(terms -> stage(work, credential, mount, terms, increment, now));
  }

  private Renewed stage(
      UnitOfWork work,
      Credential credential,
      Mount mount,
      LifetimeSettings terms,
      Duration increment,
      Instant now) {
    Token token = credential.token();
    SystemLifetimes lifetimes = system.of(mount);
    TimeToLive ttl =
        RefusedException.orRefuse(
            TimeToLive.compute(
                new TimeToLiveRequest(
                    terms,
                    lifetimes.defaultTtl(),
                    lifetimes.maxTtl(),
                    token.lifetime().createdAt(),
                    now,
                    increment)));
    Token renewed = token.withLine(credential.line()).renewed(now, ttl.ttl());
    work.tokens().put(credential.hash(), renewed);
    return new Renewed(renewed, ttl);
  }

  private Awaited<LifetimeSettings> terms(
      UnitOfWork work, Mount mount, Token token, Deadline deadline) {
    Duration explicitMax = token.lifetime().explicitMaxTtl();
    return authMethods
        .ofType(mount.type())
        .map(
            method ->
                method
                    .renew(mount, MountTransactions.of(work, mount.uuid()), token, deadline)
                    .then(
                        terms ->
                            new LifetimeSettings(
                                terms.ttl(), terms.maxTtl(), explicitMax, terms.period())))
        .orElseGet(
            () ->
                Awaited.of(
                    new LifetimeSettings(
                        token.lifetime().lastTtl(),
                        Duration.ZERO,
                        explicitMax,
                        token.lifetime().period())));
  }

  /**
   * A token that was renewed.
   *
   * @param token with its new end
   * @param ttl that was granted, with warnings
   */
  public record Renewed(Token token, TimeToLive ttl) {

    /** Warnings about limits that shortened the lifetime. */
    public List<String> warnings() {
      return ttl.warnings();
    }
  }
}
