package io.azimuth.azure.directory;

/** The services of Azure that the server asks as itself. */
public enum AzureService {
  /** Azure Resource Manager. */
  RESOURCE_MANAGER,
  /** Microsoft Graph. */
  GRAPH
}
