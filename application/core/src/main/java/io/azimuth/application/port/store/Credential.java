package io.azimuth.application.port.store;

import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Optional;

/**
 * A token with the records that its validity depends on, as of one moment.
 *
 * @param hash of the token
 * @param token its record
 * @param ancestors its parent, the parent's parent and so on; empty where a record is gone
 * @param entity its entity, or the one that this was merged into; empty when the token has none or
 *     the record is gone
 * @param usesLeft how many uses are left of it, 0 when its count is gone; empty when they are not
 *     counted. This alone is no precondition of a commit: other requests may use the token
 *     meanwhile
 */
public record Credential(
    TokenHash hash,
    Token token,
    List<Optional<Token>> ancestors,
    Optional<Entity> entity,
    Optional<Integer> usesLeft) {

  public Credential {
    ancestors = List.copyOf(ancestors);
    if (ancestors.size() != token.line().size()) {
      throw new IllegalArgumentException("each ancestor is there, or known to be gone");
    }
  }

  /** A credential of a token whose uses are not counted. */
  public Credential(
      TokenHash hash, Token token, List<Optional<Token>> ancestors, Optional<Entity> entity) {
    this(hash, token, ancestors, entity, Optional.empty());
  }

  /** Whether it has no uses left: only the request of its last use may still finish. */
  public boolean isSpent() {
    return usesLeft.filter(left -> left == 0).isPresent();
  }

  /**
   * The ancestors on which the token depends, up to and without the first one that released its
   * children.
   */
  public List<Ancestor> line() {
    int depth = 0;
    while (depth < ancestors.size() && ancestors.get(depth).filter(Token::isReleased).isEmpty()) {
      depth++;
    }
    return token.line().subList(0, depth);
  }

  /** The id of its entity, or of the entity that this was merged into. */
  public Optional<String> entityId() {
    return entity.map(Entity::id).or(() -> token.rights().entityId());
  }

  /** Whether the token has no parent, or a parent that released it. */
  public boolean isOrphan() {
    return line().isEmpty();
  }
}
