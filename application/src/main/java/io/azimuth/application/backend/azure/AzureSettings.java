package io.azimuth.application.backend.azure;

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
 * @param retries towards Azure
 */
record AzureSettings(
    String tenantId,
    String resource,
    List<String> additionalAudiences,
    String environment,
    Duration clockSkewLeeway,
    String clientId,
    SecretText clientSecret,
    Retries retries) {

  AzureSettings {
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(resource, "resource");
    additionalAudiences = List.copyOf(additionalAudiences);
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(clockSkewLeeway, "clockSkewLeeway");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(clientSecret, "clientSecret");
    Objects.requireNonNull(retries, "retries");
  }

  /**
   * How calls to Azure are repeated.
   *
   * @param max how often; 0 is Azure's own default, below 0 never
   * @param delay before the first repetition
   * @param maxDelay before any repetition
   */
  record Retries(int max, Duration delay, Duration maxDelay) {

    Retries {
      Objects.requireNonNull(delay, "delay");
      Objects.requireNonNull(maxDelay, "maxDelay");
    }
  }
}
