package io.azimuth.application.wrapping;

import io.azimuth.application.api.StoredSize;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.token.RevocationTables;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.application.token.TokenDraft;
import io.azimuth.application.token.TokenFactory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.api.WrapInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores wrapped answers. The wrapping token opens its answer once. It is an orphan with one use,
 * one policy and a fixed end, and is refused when the mount that gave the answer is removed.
 */
@Singleton
public final class ResponseWrapping {

  private static final TokenRights RIGHTS =
      new TokenRights(List.of(TokenPolicies.RESPONSE_WRAPPING), Optional.empty(), List.of(), 1);

  /** What a wrapping token keeps: the accessor of the token or the secret in its answer. */
  private static final String ACCESSOR = "wrapped_accessor";

  private final TokenFactory factory;
  private final TokenAuthority authority;
  private final RevocationTables revocations;
  private final SystemLifetimes system;
  private final WrapLedger ledger;

  @Inject
  ResponseWrapping(
      TokenFactory factory,
      TokenAuthority authority,
      RevocationTables revocations,
      SystemLifetimes system,
      WrapLedger ledger) {
    this.factory = factory;
    this.authority = authority;
    this.revocations = revocations;
    this.system = system;
    this.ledger = ledger;
  }

  /**
   * Refuses a wrapping time that no token may have.
   *
   * @throws RefusedException when it is longer than the server's longest lifetime
   */
  public void requirePossible(Duration ttl) {
    if (ttl.compareTo(system.maxTtl()) > 0) {
      throw RefusedException.invalid(
          "X-Vault-Wrap-TTL is longer than the server's max_lease_ttl of "
              + GoDuration.formatShort(system.maxTtl()));
    }
  }

  /**
   * Room for an answer to this caller; empty for a login, which has none yet.
   *
   * @throws RefusedException when too much that the caller had wrapped is kept
   */
  public WrapLedger.Room room(Optional<AuthenticatedCaller> caller, Instant now) {
    return ledger.room(caller, now);
  }

  /**
   * Stages an answer and the token that opens it.
   *
   * @param room of the request
   * @param mount that gave the answer
   * @param path that gave it
   * @param envelope the answer as it would have been sent
   * @param accessor of the token or the secret in the answer; a rewrap shows it again
   * @param ttl in whole seconds, at least one
   */
  public Wrapped wrap(
      UnitOfWork work,
      WrapLedger.Room room,
      Mount mount,
      String path,
      Value.Obj envelope,
      Optional<String> accessor,
      Duration ttl,
      Instant now) {
    TokenOrigin origin =
        new TokenOrigin(
            revocations.stamp(work, mount),
            path,
            "",
            Map.of(),
            Optional.empty(),
            accessor.map(it -> Map.of(ACCESSOR, it)).orElse(Map.of()));
    return stage(work, room, origin, envelope, ttl, now);
  }

  /** The answer that the token opens, when it is a wrapping token that is valid now. */
  public Optional<WrappedContent> find(UnitOfWork work, SecretText token, Instant now) {
    return authority
        .valid(work, token, now)
        .filter(found -> found.token().isWrapping())
        .flatMap(
            found ->
                work.wrappedAnswers()
                    .find(found.hash())
                    .map(envelope -> new WrappedContent(found, envelope)));
  }

  /**
   * The answer, with its one use staged: of all that open it at once, one commits. Empty when its
   * token was used up since it was found.
   */
  public Optional<Value.Obj> open(UnitOfWork work, WrappedContent content) {
    // Read by its key, so that a use counted by another request meets a conflict.
    int left = work.tokens().usesLeft(content.hash()).orElse(0);
    if (left == 0) {
      return Optional.empty();
    }
    work.tokens().remove(content.hash());
    return Optional.of(content.envelope());
  }

  /**
   * Stages the same answer under a new token, with the same lifetime and the same path; the old
   * token is removed. Empty as in {@link #open}.
   */
  public Optional<Wrapped> rewrap(
      UnitOfWork work, WrapLedger.Room room, WrappedContent content, Instant now) {
    TokenOrigin origin = content.credential().token().origin();
    return open(work, content)
        .map(envelope -> stage(work, room, origin, envelope, content.creationTtl(), now));
  }

  private Wrapped stage(
      UnitOfWork work,
      WrapLedger.Room room,
      TokenOrigin origin,
      Value.Obj envelope,
      Duration ttl,
      Instant now) {
    LifetimeSettings lifetimes = new LifetimeSettings(ttl, Duration.ZERO, ttl, Duration.ZERO);
    TokenLifetime span = TokenLifetime.of(now, ttl, lifetimes, false);
    TokenFactory.Minted minted =
        factory.mintService(work, new TokenDraft(origin, RIGHTS, span, List.of()));
    work.wrappedAnswers().put(minted.hash(), envelope);
    room.take(StoredSize.of(envelope), ttl, now);
    WrapInfo info =
        new WrapInfo(
            minted.clientToken(),
            minted.token().accessor().orElseThrow().value(),
            ttl,
            now,
            origin.path(),
            Optional.ofNullable(origin.internal().get(ACCESSOR)));
    return new Wrapped(minted, info);
  }

  /**
   * An answer that was wrapped.
   *
   * @param info what the caller gets instead of the answer
   */
  public record Wrapped(TokenFactory.Minted minted, WrapInfo info) {}
}
