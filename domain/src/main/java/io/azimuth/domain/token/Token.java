package io.azimuth.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The record of a token of this server, without the token's text, so that the record is of no use
 * as a token.
 *
 * @param type how it is kept
 * @param accessor its public handle; only service tokens have one
 * @param origin where it came from
 * @param rights what it may do
 * @param lifetime when it lives
 * @param line its parent first, then the parent's parent and so on; empty for an orphan
 * @param mark random; distinguishes tokens that were given the same id one after the other. Empty
 *     when the id was generated
 */
public record Token(
    TokenType type,
    Optional<Accessor> accessor,
    TokenOrigin origin,
    TokenRights rights,
    TokenLifetime lifetime,
    List<Ancestor> line,
    Optional<String> mark) {

  public Token {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(rights, "rights");
    Objects.requireNonNull(lifetime, "span");
    line = List.copyOf(line);
    Objects.requireNonNull(mark, "mark");
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

  /** A token whose id was generated, as were those of its ancestors. */
  public Token(
      TokenType type,
      Optional<Accessor> accessor,
      TokenOrigin origin,
      TokenRights rights,
      TokenLifetime lifetime,
      List<TokenHash> ancestors) {
    this(
        type,
        accessor,
        origin,
        rights,
        lifetime,
        ancestors.stream().map(Ancestor::generated).toList(),
        Optional.empty());
  }

  /** The hashes of its parent, the parent's parent and so on. */
  public List<TokenHash> ancestors() {
    return line.stream().map(Ancestor::hash).toList();
  }

  /**
   * Whether the token has expired at that moment; the moment of expiry itself counts as expired.
   */
  public boolean isExpired(Instant now) {
    return lifetime.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** The whole seconds left; zero for an expired token and for one that never expires. */
  public Duration remaining(Instant now) {
    return lifetime
        .expiresAt()
        .filter(now::isBefore)
        .map(end -> Duration.ofSeconds(Duration.between(now, end).toSeconds()))
        .orElse(Duration.ZERO);
  }

  /** Whether it has the root policy. */
  public boolean isRoot() {
    return isRoot(rights);
  }

  /** Whether it only opens the answer that was wrapped for it. */
  public boolean isWrapping() {
    return rights.policies().equals(List.of(TokenPolicies.RESPONSE_WRAPPING));
  }

  /** Whether it has no parent. */
  public boolean isOrphan() {
    return line.isEmpty();
  }

  /** The token that created it; when the parent is revoked, so is this token. */
  public Optional<TokenHash> parent() {
    return line.stream().findFirst().map(Ancestor::hash);
  }

  /** This token, renewed now for that time. */
  public Token renewed(Instant now, Duration ttl) {
    return new Token(type, accessor, origin, rights, lifetime.renewed(now, ttl), line, mark);
  }

  /** This token with a shorter line of ancestors. */
  public Token withLine(List<Ancestor> shorter) {
    return new Token(type, accessor, origin, rights, lifetime, shorter, mark);
  }

  /** This token with a shorter line of ancestors: those that have one of these hashes. */
  public Token withAncestors(List<TokenHash> hashes) {
    return withLine(line.stream().filter(it -> hashes.contains(it.hash())).toList());
  }

  /**
   * The record that stays when the token is revoked without its children.
   *
   * @param keep how long it is kept at least
   */
  public Token released(Instant now, Duration keep) {
    return new Token(
        TokenType.RELEASED,
        Optional.empty(),
        new TokenOrigin(origin.mount(), origin.path(), "", Map.of(), Optional.empty(), Map.of()),
        new TokenRights(List.of(), Optional.empty(), List.of(), 0),
        TokenLifetime.of(now, keep, false),
        List.of(),
        mark);
  }

  /** Whether the record only marks the end of its children's line of ancestors. */
  public boolean isReleased() {
    return type == TokenType.RELEASED;
  }

  private static boolean isRoot(TokenRights rights) {
    return rights.policies().equals(List.of(TokenPolicies.ROOT));
  }
}
