package io.azimuth.domain.azure.role;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions that a role sets for a login.
 *
 * @param identity who may log in
 * @param resource the resources from which they may log in
 * @param maxTokenAge how old the token may be since its issue; zero means any age
 * @param singleUseTokens whether a token logs in once and never again
 * @param aliasSource what the login's alias is named after
 */
public record Bindings(
    IdentityBindings identity,
    ResourceBindings resource,
    Duration maxTokenAge,
    boolean singleUseTokens,
    AliasSource aliasSource) {

  public Bindings {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(aliasSource, "aliasSource");
    if (maxTokenAge.isNegative()) {
      throw new IllegalArgumentException("the age of a token is not negative");
    }
  }

  /** A builder without any bindings. */
  public static BindingsBuilder builder() {
    return new BindingsBuilder();
  }

  /** A builder that begins with these bindings. */
  public BindingsBuilder toBuilder() {
    return new BindingsBuilder(this);
  }

  /** The list; empty when it was never set. */
  public Optional<BoundList> find(BoundField field) {
    return (field.isOfResource() ? resource.lists() : identity.lists()).find(field);
  }

  /** Whether anything is bound at all. */
  public boolean isBound() {
    return identity.isBound() || resource.isBound();
  }

  /**
   * Whether it restricts who may log in: it names principals, groups or applications, or allows any
   * of them together with a binding to resources.
   */
  public boolean isSpecific() {
    return identity.isNamed() || (identity.isBound() && resource.isBound());
  }
}
