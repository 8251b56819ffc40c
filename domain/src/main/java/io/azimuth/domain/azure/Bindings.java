package io.azimuth.domain.azure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a role asks of a login (spec 8.2).
 *
 * @param identity who may log in
 * @param resource on which resources
 * @param maxTokenAge how old the token may be since its issue; zero is any age
 * @param aliasSource what the login's alias is named after
 */
public record Bindings(
    IdentityBindings identity,
    ResourceBindings resource,
    Duration maxTokenAge,
    AliasSource aliasSource) {

  public Bindings {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(aliasSource, "aliasSource");
    if (maxTokenAge.isNegative()) {
      throw new IllegalArgumentException("the age of a token is not negative");
    }
  }

  /** Bindings to be filled in; nothing is set. */
  public static BindingsBuilder builder() {
    return new BindingsBuilder();
  }

  /** The same bindings, to be changed. */
  public BindingsBuilder toBuilder() {
    return new BindingsBuilder(this);
  }

  /** Whether anything is bound at all. */
  public boolean isBound() {
    return identity.isBound() || resource.isBound();
  }

  /**
   * Whether it says who may log in: particular principals, groups or applications, or any beside a
   * binding to resources.
   */
  public boolean isSpecific() {
    return identity.isNamed() || (identity.isBound() && resource.isBound());
  }

  /**
   * Whether a principal that has logged in may go on, as far as that can be told without its token:
   * only a binding to principals that must hold can exclude it.
   */
  public boolean stillAdmits(PrincipalId principal) {
    BoundList principals = identity.boundPrincipals();
    boolean otherWayIn = identity.match() == Match.ANY && !identity.boundGroups().isEmpty();
    return !principals.isNamed() || otherWayIn || principals.contains(principal.value());
  }

  /** The API's names of what is set here but cannot be enforced by this version. */
  public List<String> unsupported() {
    List<String> names = new ArrayList<>();
    addIfBound(names, resource.subscriptions(), "bound_subscription_ids");
    addIfBound(names, resource.resourceGroups(), "bound_resource_groups");
    addIfBound(names, resource.locations(), "bound_locations");
    addIfBound(names, resource.scaleSets(), "bound_scale_sets");
    addIfBound(names, resource.resourceIds(), "bound_resource_ids");
    addIfBound(names, resource.resourceTypes(), "bound_resource_types");
    if (resource.proof() != ResourceProof.DIRECTORY) {
      names.add("resource_proof");
    }
    if (aliasSource.needsResource()) {
      names.add("alias_source");
    }
    return names;
  }

  private static void addIfBound(List<String> names, Optional<BoundList> list, String name) {
    if (list.filter(bound -> !bound.isEmpty()).isPresent()) {
      names.add(name);
    }
  }
}
