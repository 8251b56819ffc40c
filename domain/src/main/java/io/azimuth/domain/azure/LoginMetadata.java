package io.azimuth.domain.azure;

import io.azimuth.domain.role.RoleName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a login's token and alias (end of spec 8.3). The keys are what policies and
 * clients know; two of them are always there, empty if need be.
 */
final class LoginMetadata {

  private static final String ROLE = "role";
  private static final String SUBSCRIPTION = "subscription_id";
  private static final String RESOURCE_GROUP = "resource_group_name";
  private static final String MACHINE = "vm_name";
  private static final String SCALE_SET = "vmss_name";
  private static final String RESOURCE = "resource_id";
  private static final String APP_ID = "app_id";

  private LoginMetadata() {}

  /** What this login proved. */
  static Map<String, String> ofToken(RoleName role, AzureClaims claims, ProvedNames names) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(ROLE, role.value());
    metadata.put(SUBSCRIPTION, names.subscription().orElse(""));
    metadata.put(RESOURCE_GROUP, names.resourceGroup().orElse(""));
    names.machine().ifPresent(name -> metadata.put(MACHINE, name));
    names.scaleSet().ifPresent(name -> metadata.put(SCALE_SET, name));
    names.resource().ifPresent(id -> metadata.put(RESOURCE, id));
    claims.appId().ifPresent(id -> metadata.put(APP_ID, id.value()));
    return metadata;
  }

  /**
   * What every login of the alias shares, whatever a request says: the resource of a
   * system-assigned identity, or a user-assigned identity itself, which may sit on many machines. A
   * user's application is no such thing: the next login may come through another one.
   */
  static Map<String, String> ofAlias(AzureClaims claims) {
    ResourceClaims resources = claims.resourceClaims();
    Optional<ResourceId> own =
        resources.systemAssigned() ? resources.resource() : resources.identity();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(SUBSCRIPTION, own.map(id -> id.subscription().value()).orElse(""));
    metadata.put(RESOURCE_GROUP, own.map(id -> id.resourceGroup().value()).orElse(""));
    own.ifPresent(
        id -> metadata.put(keyOf(id), keyOf(id).equals(RESOURCE) ? id.text() : id.name()));
    claims
        .appId()
        .filter(id -> !claims.isUserToken())
        .ifPresent(id -> metadata.put(APP_ID, id.value()));
    return metadata;
  }

  private static String keyOf(ResourceId id) {
    if (id.type().equals(ResourceType.VIRTUAL_MACHINE)) {
      return MACHINE;
    }
    return id.type().equals(ResourceType.SCALE_SET) ? SCALE_SET : RESOURCE;
  }
}
