package io.azimuth.azure.config;

import io.azimuth.azure.port.DirectoryAccess;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The configuration of one azure mount (spec 8.1).
 *
 * @param tenantId whose tokens are accepted: an id or a domain
 * @param resource the audience that tokens must have
 * @param additionalAudiences further audiences
 * @param environment the name of the cloud
 * @param clockSkewLeeway how far clocks may differ
 * @param identity as whom the server itself signs in
 * @param rotation how its client secret is rotated
 * @param resolveGroups whether Graph is asked for the groups that a token has no room for
 * @param azure how Azure is asked
 */
public record AzureSettings(
    String tenantId,
    String resource,
    List<String> additionalAudiences,
    String environment,
    Duration clockSkewLeeway,
    IdentitySettings identity,
    RotationSettings rotation,
    boolean resolveGroups,
    AzureCalls azure) {

  public AzureSettings {
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(resource, "resource");
    additionalAudiences = List.copyOf(additionalAudiences);
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(clockSkewLeeway, "clockSkewLeeway");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(rotation, "rotation");
    Objects.requireNonNull(azure, "azure");
  }

  /** The same with another identity, as another version. */
  public AzureSettings with(IdentitySettings other, long version) {
    return new AzureSettings(
        tenantId,
        resource,
        additionalAudiences,
        environment,
        clockSkewLeeway,
        other,
        rotation,
        resolveGroups,
        azure.as(version));
  }

  /** The same in the cloud of that name. */
  AzureSettings in(String cloud) {
    return new AzureSettings(
        tenantId,
        resource,
        additionalAudiences,
        cloud,
        clockSkewLeeway,
        identity,
        rotation,
        resolveGroups,
        azure);
  }

  /**
   * How Azure is asked.
   *
   * @param version of the configuration; grows with each write
   * @param retries how calls are repeated
   * @param resourceCacheTtl how long facts of a resource are as good as new
   * @param resourceStaleTtl how much longer they may serve while Azure is away
   * @param logLevel what of the calls is logged: none, basic, headers, or empty for the default of
   *     the process
   */
  public record AzureCalls(
      long version,
      DirectoryAccess.Retries retries,
      Duration resourceCacheTtl,
      Duration resourceStaleTtl,
      String logLevel) {

    public AzureCalls {
      Objects.requireNonNull(retries, "retries");
      Objects.requireNonNull(resourceCacheTtl, "resourceCacheTtl");
      Objects.requireNonNull(resourceStaleTtl, "resourceStaleTtl");
      Objects.requireNonNull(logLevel, "logLevel");
    }

    /** The same as another version. */
    AzureCalls as(long other) {
      return new AzureCalls(other, retries, resourceCacheTtl, resourceStaleTtl, logLevel);
    }
  }
}
