package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The tenants whose tokens a mount accepts now.
 *
 * @param own the tenant of the mount; empty while only a domain of it is configured, or nothing
 * @param additional the tenants that it accepts beside that
 */
public record MountTenants(Optional<TenantId> own, Set<TenantId> additional) {

  /** The most tenants that a mount accepts beside its own. */
  public static final int MOST_ADDITIONAL = 16;

  public MountTenants {
    Objects.requireNonNull(own, "own");
    additional = Set.copyOf(additional);
    if (additional.size() > MOST_ADDITIONAL) {
      throw new IllegalArgumentException("a mount has at most 16 additional tenants");
    }
  }

  /**
   * Whether it is the mount's own tenant. Where the id of that is not known, it counts what it was
   * at the login.
   */
  public boolean isOwn(LoginTenant tenant) {
    return own.map(tenant.id()::equals).orElse(!tenant.additional());
  }

  /** Whether the mount accepts its tokens. */
  public boolean accepts(LoginTenant tenant) {
    return isOwn(tenant) || additional.contains(tenant.id());
  }

  /** Whether the mount accepts tokens of the tenant, as far as that is known. */
  public boolean mayAccept(TenantId tenant) {
    return own.map(tenant::equals).orElse(true) || additional.contains(tenant);
  }
}
