package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Value;

/** Settings of a mount, everything else at its default. */
final class Configured {

  private Configured() {}

  static AzureSettings with(Value.Obj parameters) {
    return ConfigFields.decode(parameters);
  }
}
