package io.azimuth.domain.azure.login.evaluation;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.TenantId;
import java.util.Objects;
import java.util.Optional;

/**
 * The alias of a login. Its metadata holds only facts that every login of the same alias shares,
 * because templated policies of all tokens of its entity read it.
 *
 * @param name the name of the alias within the mount
 * @param subject the resource in its metadata
 * @param appId the application in its metadata
 * @param tenant the tenant in its metadata, where it is not the mount's own
 */
public record LoginAlias(
    String name, Optional<ResourceId> subject, Optional<AppId> appId, Optional<TenantId> tenant) {

  public LoginAlias {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(appId, "appId");
    Objects.requireNonNull(tenant, "tenant");
  }

  /** An alias of the mount's own tenant. */
  public LoginAlias(String name, Optional<ResourceId> subject, Optional<AppId> appId) {
    this(name, subject, appId, Optional.empty());
  }

  /** The same alias of another tenant, whose id begins the name. */
  public LoginAlias of(TenantId other) {
    return new LoginAlias(other.value() + "/" + name, subject, appId, Optional.of(other));
  }
}
