package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededAgent;
import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededResource;
import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SeededUser;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a token is for, with all that the token contains about it.
 *
 * @param clientId the application id
 * @param objectId the object id of the service principal or user
 * @param kind how it proved itself
 * @param resourceClaims ids of the managed identity and of the Azure resource
 * @param groups object ids of its groups
 * @param blueprint the client id of the blueprint of the agent that asks; empty without an agent
 */
public record TokenSubject(
    String tenantId,
    String clientId,
    String objectId,
    Kind kind,
    ResourceClaims resourceClaims,
    List<String> groups,
    Optional<String> blueprint) {

  /** How a caller proved itself: its {@code appidacr}, and how long its tokens live. */
  public enum Kind {
    MANAGED_IDENTITY("2", Duration.ofDays(1).plusMinutes(5)),
    SECRET("1", Duration.ofMinutes(65)),
    FEDERATED("2", Duration.ofMinutes(65)),
    CERTIFICATE("2", Duration.ofMinutes(65)),
    USER("0", Duration.ofMinutes(65)),
    /** An agent identity, for itself. */
    AGENT("2", Duration.ofMinutes(65)),
    /** An agent identity, for a person. */
    AGENT_ON_BEHALF("2", Duration.ofMinutes(65)),
    /** An agent identity with its own user account. */
    AGENT_ACCOUNT("2", Duration.ofMinutes(65));

    private final String clientAuthentication;
    private final Duration lifetime;

    Kind(String clientAuthentication, Duration lifetime) {
      this.clientAuthentication = clientAuthentication;
      this.lifetime = lifetime;
    }

    /** Whether the subject of the token is a user account. */
    public boolean isUser() {
      return this == USER || this == AGENT_ON_BEHALF || this == AGENT_ACCOUNT;
    }

    public String clientAuthentication() {
      return clientAuthentication;
    }

    /** From {@code iat} to {@code exp}, so with the five minutes that {@code iat} lies back. */
    public Duration lifetime() {
      return lifetime;
    }
  }

  /**
   * The undocumented claims about resources.
   *
   * @param identity {@code xms_mirid}
   * @param resource {@code xms_az_rid}
   */
  public record ResourceClaims(Optional<String> identity, Optional<String> resource) {

    static final ResourceClaims NONE = new ResourceClaims(Optional.empty(), Optional.empty());
  }

  public TokenSubject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(resourceClaims, "resourceClaims");
    Objects.requireNonNull(blueprint, "blueprint");
    groups = List.copyOf(groups);
  }

  private TokenSubject(
      String tenantId,
      String clientId,
      String objectId,
      Kind kind,
      ResourceClaims resourceClaims,
      List<String> groups) {
    this(tenantId, clientId, objectId, kind, resourceClaims, groups, Optional.empty());
  }

  public static TokenSubject of(SeededMachine machine, SeededIdentity identity) {
    return new TokenSubject(
        machine.tenantId(),
        identity.clientId(),
        identity.principalId(),
        machine.kind() == MachineKind.POD ? Kind.FEDERATED : Kind.MANAGED_IDENTITY,
        claims(machine, identity),
        identity.groups());
  }

  public static TokenSubject of(SeededApplication application) {
    return of(application, application.secret().isPresent() ? Kind.SECRET : Kind.FEDERATED);
  }

  public static TokenSubject of(SeededApplication application, Kind kind) {
    return new TokenSubject(
        application.tenantId(),
        application.clientId(),
        application.principalId(),
        kind,
        ResourceClaims.NONE,
        application.groups());
  }

  /** The same caller as the service principal that the application has in that tenant. */
  public TokenSubject in(SeededTenant tenant, SeededApplication application) {
    return application
        .principalElsewhere(tenant.id())
        .map(
            principal ->
                new TokenSubject(tenant.id(), clientId, principal, kind, resourceClaims, List.of()))
        .orElse(this);
  }

  /** A user-assigned identity behind a federated credential: on no machine. */
  public static TokenSubject federated(SeededTenant tenant, SeededIdentity identity) {
    Optional<String> identityId = identity.resource().map(SeededResource::claimId);
    return new TokenSubject(
        tenant.id(),
        identity.clientId(),
        identity.principalId(),
        Kind.FEDERATED,
        new ResourceClaims(identityId, Optional.empty()),
        identity.groups());
  }

  public static TokenSubject of(SeededUser user) {
    return new TokenSubject(
        user.tenantId(),
        user.clientId(),
        user.objectId(),
        Kind.USER,
        ResourceClaims.NONE,
        user.groups());
  }

  /** An agent for itself. */
  public static TokenSubject of(SeededAgent agent) {
    return of(agent, Kind.AGENT, agent.id(), List.of());
  }

  /** An agent with its own user account. */
  public static TokenSubject account(SeededAgent agent) {
    return of(agent, Kind.AGENT_ACCOUNT, agent.accountId(), List.of());
  }

  /** An agent for a person: the token is the person's, the client is the agent. */
  public static TokenSubject onBehalf(SeededAgent agent, SeededUser person) {
    return of(agent, Kind.AGENT_ON_BEHALF, person.objectId(), person.groups());
  }

  private static TokenSubject of(
      SeededAgent agent, Kind kind, String objectId, List<String> groups) {
    return new TokenSubject(
        agent.tenantId(),
        agent.id(),
        objectId,
        kind,
        ResourceClaims.NONE,
        groups,
        Optional.of(agent.blueprintId()));
  }

  TokenSubject inGroups(List<String> others) {
    return new TokenSubject(tenantId, clientId, objectId, kind, resourceClaims, others, blueprint);
  }

  private static ResourceClaims claims(SeededMachine machine, SeededIdentity identity) {
    String machineId = machine.resource().claimId();
    if (identity.resource().isEmpty()) {
      return new ResourceClaims(Optional.of(machineId), Optional.empty());
    }
    Optional<String> identityId = identity.resource().map(SeededResource::claimId);
    // A pod is not an Azure resource.
    boolean onResource = machine.kind() != MachineKind.POD;
    return new ResourceClaims(identityId, onResource ? Optional.of(machineId) : Optional.empty());
  }
}
