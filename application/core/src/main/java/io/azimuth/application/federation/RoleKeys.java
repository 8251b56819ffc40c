package io.azimuth.application.federation;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningKeyName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that verify tokens of roles: those of the named keys that a role names. */
@Singleton
final class RoleKeys {

  private final OidcRoles roles;
  private final SigningKeys keys;

  @Inject
  RoleKeys(OidcRoles roles, SigningKeys keys) {
    this.roles = roles;
    this.keys = keys;
  }

  public List<NamedSigningKey> named(UnitOfWork work) {
    Set<SigningKeyName> used =
        roles.all(work).stream().map(OidcRole::key).collect(Collectors.toSet());
    return keys.all(work).stream().filter(key -> used.contains(key.name())).toList();
  }

  public List<PublicSigningKey> keys(UnitOfWork work, Instant now) {
    return named(work).stream()
        .flatMap(key -> key.ring().stream())
        .flatMap(ring -> ring.published(now).stream())
        .toList();
  }
}
