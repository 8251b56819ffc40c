package io.azimuth.adapters.azure.simulator.fleet;

import io.azimuth.domain.secret.SecretText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param elsewhere the object ids of its service principals in other tenants, by tenant id: these
 *     admit it with the credentials of its own tenant
 */
public record SeededApplication(
    String name,
    String tenantId,
    String clientId,
    String principalId,
    Optional<SecretText> secret,
    List<String> groups,
    SeededRegistration registration,
    Map<String, String> elsewhere) {

  public SeededApplication {
    Objects.requireNonNull(name, "name");
    Guids.require(tenantId, "tenant id");
    Guids.require(clientId, "client id");
    Guids.require(principalId, "principal id");
    Objects.requireNonNull(secret, "secret");
    groups = List.copyOf(groups);
    Objects.requireNonNull(registration, "registration");
    elsewhere = Map.copyOf(elsewhere);
    elsewhere.forEach(
        (tenant, principal) -> {
          Guids.require(tenant, "tenant id");
          Guids.require(principal, "principal id");
        });
  }

  public SeededApplication(
      String name,
      String tenantId,
      String clientId,
      String principalId,
      Optional<SecretText> secret,
      List<String> groups,
      SeededRegistration registration) {
    this(name, tenantId, clientId, principalId, secret, groups, registration, Map.of());
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
    return new SeededApplication(
        name, tenantId, clientId, principalId, secret, groups, other, elsewhere);
  }

  /** The same with a service principal in one more tenant. */
  public SeededApplication alsoIn(String otherTenantId, String otherPrincipalId) {
    Map<String, String> more = new HashMap<>(elsewhere);
    more.put(otherTenantId, otherPrincipalId);
    return new SeededApplication(
        name, tenantId, clientId, principalId, secret, groups, registration, more);
  }

  /** The object id of its service principal in a tenant other than its own. */
  public Optional<String> principalElsewhere(String tenant) {
    return Optional.ofNullable(elsewhere.get(tenant));
  }

  /** Whether the tenant has a service principal of it. */
  public boolean isIn(String tenant) {
    return tenantId.equals(tenant) || elsewhere.containsKey(tenant);
  }
}
