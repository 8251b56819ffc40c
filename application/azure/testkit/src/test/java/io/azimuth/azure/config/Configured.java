package io.azimuth.azure.config;

import io.azimuth.spi.api.Value;

/** Makes the settings of a mount; all others have their defaults. */
public final class Configured {

  private Configured() {}

  public static AzureSettings with(Value.Obj parameters) {
    return ConfigFields.decode(parameters);
  }
}
