package io.azimuth.application.system.inspect;

import io.azimuth.spi.api.Value;
import java.util.Objects;

/**
 * The configuration that the server was started with, without secrets.
 *
 * @param members by the names of the configuration file
 */
public record SanitizedConfig(Value.Obj members) {

  public SanitizedConfig {
    Objects.requireNonNull(members, "members");
  }
}
