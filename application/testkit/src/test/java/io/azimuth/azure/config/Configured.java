package io.azimuth.azure.config;

import io.azimuth.spi.api.Value;

/** Settings of a mount, everything else at its default. */
public final class Configured {

  private Configured() {}

  public static AzureSettings with(Value.Obj parameters) {
    return ConfigFields.decode(parameters);
  }
}
