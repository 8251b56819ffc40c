package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.domain.azure.rights.NeededPermission;
import java.util.List;
import java.util.Optional;

/**
 * What there must be in Azure for a mount, independent of the tool that makes it. Each text in it
 * was checked: none has a control character.
 *
 * @param principal the application or identity as which the server signs in
 * @param tenant the tenant's id or domain, if it is known
 * @param federation the federated credential; empty when the server signs in in another way
 * @param roles the roles of Resource Manager with their places
 * @param permissions of Microsoft Graph
 * @param ownership whether the application must be an owner of itself
 * @param otherTenants the ids of the mount's additional tenants
 * @param mount what its configuration lacks
 * @param notes what the lines cannot express, each in one line
 */
record SetupPlan(
    Principal principal,
    Optional<String> tenant,
    Optional<Federation> federation,
    List<PlannedRole> roles,
    List<NeededPermission> permissions,
    boolean ownership,
    List<String> otherTenants,
    MountConfig mount,
    List<String> notes) {

  /** The longest name that is made, which Azure takes of an application and of an identity. */
  static final int LONGEST_NAME = 100;

  SetupPlan {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
    otherTenants = List.copyOf(otherTenants);
    notes = List.copyOf(notes);
    if (!principal.isApplication() && ownership) {
      throw new IllegalArgumentException("a managed identity owns nothing");
    }
  }

  /**
   * The name of the federated credential: other for another mount, also one of another server, as
   * long as its issuer or its subject is another one.
   */
  String credentialName() {
    return nameOf(mount.path(), federation);
  }

  /** A name of letters, digits, hyphens and underscores for what is made for a mount. */
  static String nameOf(String mount, Optional<Federation> federation) {
    String hash =
        federation.map(it -> "-" + ShortHash.of(List.of(it.issuer(), it.subject()))).orElse("");
    String name = "azimuth-" + mount.replaceAll("[^A-Za-z0-9_-]+", "-");
    return name.substring(0, Math.min(LONGEST_NAME - hash.length(), name.length())) + hash;
  }

  /**
   * As which the server signs in.
   *
   * @param name of the application or identity
   * @param kind which of both it is
   * @param clientId of one that exists already; else it is made
   * @param home the resource group of a managed identity
   */
  record Principal(
      String name, IdentityKind kind, Optional<String> clientId, Optional<String> home) {

    Principal {
      if (kind == IdentityKind.MANAGED_IDENTITY && home.isEmpty()) {
        throw new IllegalArgumentException("a managed identity is in a group");
      }
    }

    boolean isApplication() {
      return kind == IdentityKind.APPLICATION;
    }
  }

  /**
   * What the configuration of the mount lacks.
   *
   * @param path of the mount, without a slash at its end
   * @param newClientId whether it lacks the client id
   * @param settings what it lacks besides, each as {@code name=value}
   */
  record MountConfig(String path, boolean newClientId, List<String> settings) {

    MountConfig {
      settings = List.copyOf(settings);
    }
  }

  /** A federated credential. */
  record Federation(String issuer, String subject, String audience) {}
}
