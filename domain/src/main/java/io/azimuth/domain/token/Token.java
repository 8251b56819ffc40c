package io.azimuth.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A token of this server, without the token itself: nobody can log in with what is here.
 *
 * @param type how it is kept
 * @param accessor its handle; service tokens have one, batch tokens none
 * @param origin where it came from
 * @param rights what it may do
 * @param span when it lives
 * @param ancestors its parent first, then the parent's parent and so on; empty for an orphan
 */
public record Token(
    TokenType type,
    Optional<Accessor> accessor,
    TokenOrigin origin,
    TokenRights rights,
    TokenSpan span,
    List<TokenHash> ancestors) {

  public Token {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(rights, "rights");
    Objects.requireNonNull(span, "span");
    ancestors = List.copyOf(ancestors);
    if (accessor.isPresent() != (type == TokenType.SERVICE)) {
      throw new IllegalArgumentException("service tokens have an accessor, batch tokens none");
    }
    if (type == TokenType.BATCH && (span.renewable() || rights.numUses() != 0)) {
      throw new IllegalArgumentException("batch tokens cannot be renewed or counted");
    }
    if (span.expiresAt().isEmpty() && !isRoot(rights)) {
      throw new IllegalArgumentException("only root tokens never end");
    }
  }

  /** Whether it is over at that moment; a token whose expiry is this very moment is. */
  public boolean isExpired(Instant now) {
    return span.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** The whole seconds left; zero when it is over and for one that never ends. */
  public Duration remaining(Instant now) {
    return span.expiresAt()
        .filter(now::isBefore)
        .map(end -> Duration.ofSeconds(Duration.between(now, end).toSeconds()))
        .orElse(Duration.ZERO);
  }

  /** Whether it may do everything. */
  public boolean isRoot() {
    return isRoot(rights);
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
    return new Token(type, accessor, origin, rights, span.renewed(now, ttl), ancestors);
  }

  /** What is left of it after one use; empty when that was its last. */
  public Optional<Token> used() {
    return switch (rights.numUses()) {
      case 0 -> Optional.of(this);
      case 1 -> Optional.empty();
      default -> Optional.of(withRights(rights.withNumUses(rights.numUses() - 1)));
    };
  }

  /** The same with other rights. */
  public Token withRights(TokenRights other) {
    return new Token(type, accessor, origin, other, span, ancestors);
  }

  private static boolean isRoot(TokenRights rights) {
    return rights.policies().equals(List.of(TokenPolicies.ROOT));
  }
}
