package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.domain.secret.SecretText;
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
 * @param clientId of the server's own application, or empty
 * @param clientSecret of that application, or empty
 * @param azure how Azure is asked
 */
record AzureSettings(
    String tenantId,
    String resource,
    List<String> additionalAudiences,
    String environment,
    Duration clockSkewLeeway,
    String clientId,
    SecretText clientSecret,
    AzureCalls azure) {

  AzureSettings {
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(resource, "resource");
    additionalAudiences = List.copyOf(additionalAudiences);
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(clockSkewLeeway, "clockSkewLeeway");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(clientSecret, "clientSecret");
    Objects.requireNonNull(azure, "azure");
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
  record AzureCalls(
      long version,
      DirectoryAccess.Retries retries,
      Duration resourceCacheTtl,
      Duration resourceStaleTtl,
      String logLevel) {

    AzureCalls {
      Objects.requireNonNull(retries, "retries");
      Objects.requireNonNull(resourceCacheTtl, "resourceCacheTtl");
      Objects.requireNonNull(resourceStaleTtl, "resourceStaleTtl");
      Objects.requireNonNull(logLevel, "logLevel");
    }
  }
}
