package io.azimuth.domain.jwt;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a login proved.
 *
 * @param alias the name of the alias
 * @param metadata the mapped claims
 * @param groups the names of group aliases, each once
 */
public record JwtGrant(String alias, Map<String, String> metadata, List<String> groups) {

  public JwtGrant {
    Objects.requireNonNull(alias, "alias");
    metadata = Map.copyOf(metadata);
    groups = List.copyOf(groups);
  }
}
