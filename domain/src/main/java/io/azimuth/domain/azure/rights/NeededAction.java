package io.azimuth.domain.azure.rights;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An action of Resource Manager that the server needs.
 *
 * @param action one action, never a pattern of many
 * @param scope where it is needed; empty when no binding names one
 * @param required whether logins are refused without it; else only some need it
 * @param roles the names of the roles that need it; empty when it was asked for without roles
 */
public record NeededAction(
    ActionPattern action, Optional<AzureScope> scope, boolean required, SortedSet<String> roles) {

  /** Reads in which versions of its API a provider can be asked. */
  static final ActionPattern PROVIDERS =
      new ActionPattern("Microsoft.Resources/subscriptions/providers/read");

  public NeededAction {
    Objects.requireNonNull(scope, "scope");
    if (action.isWide()) {
      throw new IllegalArgumentException("what is needed is one action");
    }
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /** Whether it reads a provider, which a subscription has, and not a resource. */
  public boolean isOfProvider() {
    return action.equals(PROVIDERS);
  }

  /** The same at another place. */
  public NeededAction at(AzureScope place) {
    return new NeededAction(action, Optional.of(place), required, roles);
  }
}
