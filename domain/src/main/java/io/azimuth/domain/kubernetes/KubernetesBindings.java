package io.azimuth.domain.kubernetes;

import java.util.List;
import java.util.Objects;

/**
 * The conditions of a login.
 *
 * @param names the names of service accounts, with stars for any text; at least one
 * @param namespaces the namespaces, with stars for any text; at least one
 * @param audience the audience that a token must have; empty: any or none
 * @param aliasNameSource what an alias is named after
 */
public record KubernetesBindings(
    List<String> names, List<String> namespaces, String audience, AliasNameSource aliasNameSource) {

  public KubernetesBindings {
    names = List.copyOf(names);
    namespaces = List.copyOf(namespaces);
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(aliasNameSource, "aliasNameSource");
    if (names.isEmpty() || namespaces.isEmpty()) {
      throw new IllegalArgumentException("a role binds names and namespaces");
    }
  }
}
