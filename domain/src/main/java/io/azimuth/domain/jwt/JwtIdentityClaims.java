package io.azimuth.domain.jwt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a login takes from the claims.
 *
 * @param user the claim whose value names the alias
 * @param userIsPointer whether {@code user} may be a JSON pointer
 * @param groups the claim with the names of group aliases; empty: none
 * @param metadata the names of metadata by the claims that they come from
 */
public record JwtIdentityClaims(
    String user, boolean userIsPointer, String groups, Map<String, String> metadata) {

  public JwtIdentityClaims {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(groups, "groups");
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
