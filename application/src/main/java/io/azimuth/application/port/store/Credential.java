package io.azimuth.application.port.store;

import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A token and what its validity depends on, as of one moment.
 *
 * @param hash of the token
 * @param token its record
 * @param ancestors its parent, the parent's parent and so on; empty where a record is gone
 * @param entity its entity; empty when the token has none or the record is gone
 */
public record Credential(
    TokenHash hash, Token token, List<Optional<Token>> ancestors, Optional<Entity> entity) {

  public Credential {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(token, "token");
    ancestors = List.copyOf(ancestors);
    Objects.requireNonNull(entity, "entity");
  }
}
