package io.azimuth.azure.metrics;

import java.util.Locale;

/** The services of Azure that the server calls. */
public enum AzureService {
  RESOURCE_MANAGER,
  GRAPH,
  /** The discovery documents of tenants. */
  DISCOVERY,
  /** The key sets that discovery documents name. */
  KEYS,
  /** The tokens with which the server itself signs in. */
  SIGN_IN,
  KEY_VAULT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
