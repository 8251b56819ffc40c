package io.azimuth.azure.directory;

/** The services of Azure that the server calls with its own identity. */
public enum AzureService {
  RESOURCE_MANAGER,
  GRAPH
}
