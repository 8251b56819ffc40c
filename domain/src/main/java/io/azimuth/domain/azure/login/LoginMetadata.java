package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.attested.GuestAttestation;
import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.login.evaluation.LoginAlias;
import io.azimuth.domain.token.role.RoleName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metadata of a login's token and alias. Policies and clients read these keys; two of them are
 * always present, empty if need be. The tenant is there where it is not the mount's own, what is
 * known of an agent where the token is one's, and the machine and its platform where the role asks
 * for their attestation.
 */
final class LoginMetadata {

  private static final String ROLE = "role";
  private static final String SUBSCRIPTION = "subscription_id";
  private static final String RESOURCE_GROUP = "resource_group_name";
  private static final String MACHINE = "vm_name";
  private static final String SCALE_SET = "vmss_name";
  private static final String RESOURCE = "resource_id";
  private static final String APP_ID = "app_id";
  private static final String TENANT = "tenant_id";
  private static final String AGENT = "agent";
  private static final String BLUEPRINT = "agent_blueprint_id";
  private static final String PERSON = "on_behalf_of";

  private static final String PLATFORM = "attested_platform";
  private static final String VM_ID = "attested_vm_id";

  private LoginMetadata() {}

  /** The facts that this login proved. */
  static Map<String, String> ofToken(RoleName role, AzureClaims claims, VerifiedNames names) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(ROLE, role.value());
    metadata.put(SUBSCRIPTION, names.subscription().orElse(""));
    metadata.put(RESOURCE_GROUP, names.resourceGroup().orElse(""));
    names.machine().ifPresent(name -> metadata.put(MACHINE, name));
    names.scaleSet().ifPresent(name -> metadata.put(SCALE_SET, name));
    names.resource().ifPresent(id -> metadata.put(RESOURCE, id));
    claims.appId().ifPresent(id -> metadata.put(APP_ID, id.value()));
    claims.additionalTenant().ifPresent(id -> metadata.put(TENANT, id.value()));
    claims.agentClaims().agent().ifPresent(agent -> addAgent(metadata, agent, claims));
    return metadata;
  }

  /** What the attestation of this login proved. */
  static Map<String, String> ofAttestation(GuestAttestation proved) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(PLATFORM, proved.platform());
    proved.vmId().ifPresent(id -> metadata.put(VM_ID, id.value()));
    return metadata;
  }

  private static void addAgent(Map<String, String> metadata, Agent agent, AzureClaims claims) {
    metadata.put(AGENT, agent.kind().wireName());
    agent.blueprint().ifPresent(id -> metadata.put(BLUEPRINT, id.value()));
    if (claims.isAgentForPerson()) {
      claims.oid().ifPresent(person -> metadata.put(PERSON, person.value()));
    }
    metadata.putAll(claims.agentClaims().facets());
  }

  /** The facts that every login of the alias shares, independent of the request. */
  static Map<String, String> ofAlias(LoginAlias alias) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(SUBSCRIPTION, alias.subject().map(id -> id.subscription().value()).orElse(""));
    metadata.put(RESOURCE_GROUP, alias.subject().map(id -> id.resourceGroup().value()).orElse(""));
    alias
        .subject()
        .ifPresent(
            id -> metadata.put(keyOf(id), keyOf(id).equals(RESOURCE) ? id.text() : id.name()));
    alias.appId().ifPresent(id -> metadata.put(APP_ID, id.value()));
    alias.tenant().ifPresent(id -> metadata.put(TENANT, id.value()));
    return metadata;
  }

  private static String keyOf(ResourceId id) {
    if (id.type().equals(ResourceType.VIRTUAL_MACHINE)) {
      return MACHINE;
    }
    return id.isScaleSet() ? SCALE_SET : RESOURCE;
  }
}
