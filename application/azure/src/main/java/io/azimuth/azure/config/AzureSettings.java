package io.azimuth.azure.config;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.rotation.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The configuration of one azure mount.
 *
 * @param tenantId the tenant whose tokens are accepted: an id or a domain
 * @param additionalTenants the ids of further tenants whose tokens are accepted
 * @param tokens what else tokens must be
 * @param environment the name of the cloud
 * @param identity the identity with which the server itself signs in
 * @param rotation the rotation of its client secret or certificate
 * @param resolveGroups whether Graph is asked for groups that a token does not list
 */
public record AzureSettings(
    String tenantId,
    List<String> additionalTenants,
    AcceptedTokens tokens,
    String environment,
    IdentitySettings identity,
    RotationSettings rotation,
    boolean resolveGroups,
    AzureCalls azure) {

  public AzureSettings {
    additionalTenants = List.copyOf(additionalTenants);
  }

  public AzureSettings with(IdentitySettings other, long version) {
    return copy(tenantId, environment, other, azure.as(version));
  }

  /** The same, for a login that does not wait in line while Azure throttles. */
  public AzureSettings withoutWaiting() {
    return copy(tenantId, environment, identity, azure.withoutWaiting());
  }

  /** The application that the client id names. */
  public Application application() {
    return new Application(environment, tenantId, identity.clientId());
  }

  /**
   * Whether the mount signs in with its stored client secret or certificate, which a rotation can
   * replace.
   */
  public boolean hasRotatableCredential() {
    return ServerCredentials.isStored(identity);
  }

  /** The tenants whose tokens are accepted. */
  public MountTenants tenants() {
    return new MountTenants(
        TenantId.parse(tenantId),
        additionalTenants.stream()
            .flatMap(id -> TenantId.parse(id).stream())
            .collect(Collectors.toSet()));
  }

  /**
   * The settings with which a question about that tenant is asked: the same application signs in
   * there.
   *
   * @param tenant empty for the mount's own
   */
  public AzureSettings signingInTo(Optional<TenantId> tenant) {
    return tenant.map(id -> copy(id.value(), environment, identity, azure)).orElse(this);
  }

  /** The settings for questions about each of the tenants, the mount's own first. */
  public List<AzureSettings> ofEachTenant() {
    List<AzureSettings> all = new ArrayList<>(List.of(this));
    additionalTenants.forEach(id -> all.add(signingInTo(TenantId.parse(id))));
    return all;
  }

  AzureSettings in(String cloud) {
    return copy(tenantId, cloud, identity, azure);
  }

  // The one copy, so that a new setting is lost nowhere.
  private AzureSettings copy(
      String tenant, String cloud, IdentitySettings other, AzureCalls calls) {
    return new AzureSettings(
        tenant, additionalTenants, tokens, cloud, other, rotation, resolveGroups, calls);
  }

  /**
   * What tokens of the tenants are accepted.
   *
   * @param resource the audience that they must have
   * @param additionalAudiences further audiences
   * @param clockSkewLeeway how far clocks may differ
   * @param attestationIssuers the instances of the attestation service whose attestations of
   *     machines are accepted: exact values of {@code iss}
   */
  public record AcceptedTokens(
      String resource,
      List<String> additionalAudiences,
      Duration clockSkewLeeway,
      List<String> attestationIssuers) {

    public AcceptedTokens {
      additionalAudiences = List.copyOf(additionalAudiences);
      attestationIssuers = List.copyOf(attestationIssuers);
    }
  }

  /**
   * The settings of calls to Azure.
   *
   * @param version of the configuration; grows with each write
   * @param retries how calls are retried
   * @param resourceCacheTtl how long facts of a resource count as fresh
   * @param resourceStaleTtl how much longer they may be used while Azure is unavailable
   * @param loginTimeout how long a login waits in line while Azure throttles; zero: not at all
   * @param outageGrace how old Azure's answer about a machine may be for a login while Azure is
   *     away; zero means not at all
   * @param watchResources whether machines that hold tokens are read in the background, and the
   *     tokens of those that are gone are revoked
   * @param logLevel which parts of the calls are logged: none, basic, headers, or empty for the
   *     default of the process
   */
  public record AzureCalls(
      long version,
      DirectoryAccess.Retries retries,
      Duration resourceCacheTtl,
      Duration resourceStaleTtl,
      Duration loginTimeout,
      Duration outageGrace,
      boolean watchResources,
      String logLevel) {

    AzureCalls as(long other) {
      return new AzureCalls(
          other,
          retries,
          resourceCacheTtl,
          resourceStaleTtl,
          loginTimeout,
          outageGrace,
          watchResources,
          logLevel);
    }

    AzureCalls withoutWaiting() {
      return new AzureCalls(
          version,
          retries,
          resourceCacheTtl,
          resourceStaleTtl,
          Duration.ZERO,
          outageGrace,
          watchResources,
          logLevel);
    }
  }
}
