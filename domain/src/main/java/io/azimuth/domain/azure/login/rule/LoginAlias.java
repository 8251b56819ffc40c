package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.ResourceId;
import java.util.Objects;
import java.util.Optional;

/**
 * The alias of a login. Its metadata holds only facts that every login of the same alias shares,
 * because templated policies of all tokens of its entity read it.
 *
 * @param name the name of the alias within the mount
 * @param subject the resource in its metadata
 * @param appId the application in its metadata
 */
public record LoginAlias(String name, Optional<ResourceId> subject, Optional<AppId> appId) {

  public LoginAlias {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(appId, "appId");
  }
}
