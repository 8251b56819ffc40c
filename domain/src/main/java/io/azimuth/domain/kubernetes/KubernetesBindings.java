package io.azimuth.domain.kubernetes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions of a login.
 *
 * @param names the names of service accounts, with stars for any text; at least one
 * @param namespaces the namespaces, with stars for any text; at least one, unless there is a
 *     selector
 * @param selector selects further namespaces
 * @param audience the audience that a token must have; empty: any or none
 * @param requireBoundToken whether the token must be bound to a key
 * @param aliasNameSource what an alias is named after
 */
public record KubernetesBindings(
    List<String> names,
    List<String> namespaces,
    Optional<NamespaceSelector> selector,
    String audience,
    boolean requireBoundToken,
    AliasNameSource aliasNameSource) {

  public KubernetesBindings {
    names = List.copyOf(names);
    namespaces = List.copyOf(namespaces);
    Objects.requireNonNull(selector, "selector");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(aliasNameSource, "aliasNameSource");
    if (names.isEmpty() || (namespaces.isEmpty() && selector.isEmpty())) {
      throw new IllegalArgumentException("a role binds names and namespaces");
    }
  }
}
