package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An app registration with its service principal.
 *
 * @param name how minting requests name it
 * @param tenantId the tenant that it is registered in
 * @param clientId the application id
 * @param principalId the object id of the service principal
 * @param secret its client secret; absent when it can only log in by federation
 * @param groups object ids of the groups that the service principal is in
 * @param registration the application object, with all passwords
 */
public record SeededApplication(
    String name,
    String tenantId,
    String clientId,
    String principalId,
    Optional<SecretText> secret,
    List<String> groups,
    SeededRegistration registration) {

  public SeededApplication {
    Objects.requireNonNull(name, "name");
    Guids.require(tenantId, "tenant id");
    Guids.require(clientId, "client id");
    Guids.require(principalId, "principal id");
    Objects.requireNonNull(secret, "secret");
    groups = List.copyOf(groups);
    Objects.requireNonNull(registration, "registration");
  }

  /** An application without an owner; the secret is its only password. */
  public SeededApplication(
      String name,
      String tenantId,
      String clientId,
      String principalId,
      Optional<SecretText> secret,
      List<String> groups) {
    this(
        name,
        tenantId,
        clientId,
        principalId,
        secret,
        groups,
        SeededRegistration.of(clientId, secret));
  }

  /** The same with another application object. */
  public SeededApplication with(SeededRegistration other) {
    return new SeededApplication(name, tenantId, clientId, principalId, secret, groups, other);
  }
}
