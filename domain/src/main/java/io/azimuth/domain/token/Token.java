package io.azimuth.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A token of this server, without the token itself: nobody can log in with what is here.
 *
 * @param type how it is kept
 * @param accessor its handle; service tokens have one, others none
 * @param origin where it came from
 * @param rights what it may do
 * @param lifetime when it lives
 * @param ancestors its parent first, then the parent's parent and so on; empty for an orphan
 */
public record Token(
    TokenType type,
    Optional<Accessor> accessor,
    TokenOrigin origin,
    TokenRights rights,
    TokenLifetime lifetime,
    List<TokenHash> ancestors) {

  public Token {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(rights, "rights");
    Objects.requireNonNull(lifetime, "span");
    ancestors = List.copyOf(ancestors);
    if (accessor.isPresent() != (type == TokenType.SERVICE)) {
      throw new IllegalArgumentException("service tokens have an accessor, others none");
    }
    if (type != TokenType.SERVICE && (lifetime.renewable() || rights.numUses() != 0)) {
      throw new IllegalArgumentException("only service tokens can be renewed or counted");
    }
    if (lifetime.expiresAt().isEmpty() && !isRoot(rights)) {
      throw new IllegalArgumentException("only root tokens never end");
    }
  }

  /** Whether it is over at that moment; a token whose expiry is this very moment is. */
  public boolean isExpired(Instant now) {
    return lifetime.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** The whole seconds left; zero when it is over and for one that never ends. */
  public Duration remaining(Instant now) {
    return lifetime
        .expiresAt()
        .filter(now::isBefore)
        .map(end -> Duration.ofSeconds(Duration.between(now, end).toSeconds()))
        .orElse(Duration.ZERO);
  }

  /** Whether it may do everything. */
  public boolean isRoot() {
    return isRoot(rights);
  }

  /** Whether it only opens the answer that was wrapped for it (spec 2.9). */
  public boolean isWrapping() {
    return rights.policies().equals(List.of(TokenPolicies.RESPONSE_WRAPPING));
  }

  /** Whether it has no parent. */
  public boolean isOrphan() {
    return ancestors.isEmpty();
  }

  /** The token that created it and whose end ends it. */
  public Optional<TokenHash> parent() {
    return ancestors.stream().findFirst();
  }

  /** The same, renewed now for so long. */
  public Token renewed(Instant now, Duration ttl) {
    return new Token(type, accessor, origin, rights, lifetime.renewed(now, ttl), ancestors);
  }

  /** The same with a shorter line of ancestors. */
  public Token withAncestors(List<TokenHash> line) {
    return new Token(type, accessor, origin, rights, lifetime, line);
  }

  /**
   * What stays when it is revoked without its children.
   *
   * @param keep how long at least
   */
  public Token released(Instant now, Duration keep) {
    return new Token(
        TokenType.RELEASED,
        Optional.empty(),
        new TokenOrigin(origin.mount(), origin.path(), "", Map.of(), Optional.empty(), Map.of()),
        new TokenRights(List.of(), Optional.empty(), List.of(), 0),
        TokenLifetime.of(now, keep, false),
        List.of());
  }

  /** Whether it is only where its children's line of ancestors ends. */
  public boolean isReleased() {
    return type == TokenType.RELEASED;
  }

  private static boolean isRoot(TokenRights rights) {
    return rights.policies().equals(List.of(TokenPolicies.ROOT));
  }
}
