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
 * @param requireBoundToken whether the token must be bound to a key
 * @param expression a condition that must hold besides
 * @param aliasSource what the login's alias is named after
 * @param mapping what a login takes over from its token
 */
public record Bindings(
    IdentityBindings identity,
    ResourceBindings resource,
    Duration maxTokenAge,
    boolean singleUseTokens,
    boolean requireBoundToken,
    Optional<BoundExpression> expression,
    AliasSource aliasSource,
    LoginMapping mapping) {

  public Bindings {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(aliasSource, "aliasSource");
    Objects.requireNonNull(mapping, "mapping");
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

  /** Whether a login needs a resource: one is bound, or the expression reads it. */
  public boolean needsResource() {
    return resource.isBound() || expression.filter(BoundExpression::readsResource).isPresent();
  }

  /**
   * Whether it restricts who may log in: it names principals, groups or applications, or allows any
   * of them together with a binding to resources. An expression alone never does.
   */
  public boolean isSpecific() {
    return identity.isNamed() || (identity.isBound() && resource.isBound());
  }
}
