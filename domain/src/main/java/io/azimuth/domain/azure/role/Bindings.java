package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.util.Objects;

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
}
