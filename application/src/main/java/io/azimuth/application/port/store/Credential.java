package io.azimuth.application.port.store;

import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A token and what its validity depends on, as of one moment.
 *
 * @param hash of the token
 * @param token its record
 * @param ancestors its parent, the parent's parent and so on; empty where a record is gone
 * @param entity its entity, or the one that this was merged into; empty when the token has none or
 *     the record is gone
 * @param usesLeft how many uses are left of it; empty when they are not counted. This alone is no
 *     precondition of a commit: other requests may use the token meanwhile
 */
public record Credential(
    TokenHash hash,
    Token token,
    List<Optional<Token>> ancestors,
    Optional<Entity> entity,
    Optional<Integer> usesLeft) {

  public Credential {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(token, "token");
    ancestors = List.copyOf(ancestors);
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(usesLeft, "usesLeft");
    if (ancestors.size() != token.ancestors().size()) {
      throw new IllegalArgumentException("each ancestor is there, or known to be gone");
    }
  }

  /** Of a token whose uses are not counted. */
  public Credential(
      TokenHash hash, Token token, List<Optional<Token>> ancestors, Optional<Entity> entity) {
    this(hash, token, ancestors, entity, Optional.empty());
  }

  /** Whether it has been used up: only who used it last may still finish. */
  public boolean isSpent() {
    return usesLeft.filter(left -> left == 0).isPresent();
  }

  /** The hashes of the ancestors that it lives by: none behind one that released its children. */
  public List<TokenHash> line() {
    List<TokenHash> line = new ArrayList<>();
    for (int i = 0; i < ancestors.size(); i++) {
      if (ancestors.get(i).filter(Token::isReleased).isPresent()) {
        break;
      }
      line.add(token.ancestors().get(i));
    }
    return line;
  }

  /** The id of whom it stands for: of the entity that its own was merged into, if it was. */
  public Optional<String> entityId() {
    return entity.map(Entity::id).or(() -> token.rights().entityId());
  }

  /** Whether it has no parent, or none any more. */
  public boolean isOrphan() {
    return line().isEmpty();
  }
}
