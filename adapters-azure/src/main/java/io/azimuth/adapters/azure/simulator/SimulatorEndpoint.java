package io.azimuth.adapters.azure.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be counted and disturbed. */
public enum SimulatorEndpoint {
  /** The discovery documents. */
  DISCOVERY,
  /** The key sets. */
  KEYS,
  /** The token endpoint of the sign-in service. */
  TOKEN,
  /** Tokens of managed identities: metadata service and App Service. */
  IDENTITY,
  /** The instance document and the list of versions. */
  INSTANCE,
  /** Resource Manager as a whole. */
  RESOURCE_MANAGER;

  /** The name in steering requests, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SimulatorEndpoint> ofWireName(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }
}
