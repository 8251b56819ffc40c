package io.azimuth.application.backend.azure;

/** The services of Azure that the server asks as itself. */
enum AzureService {
  /** Azure Resource Manager. */
  RESOURCE_MANAGER,
  /** Microsoft Graph. */
  GRAPH
}
