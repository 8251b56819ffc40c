package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.ServerConfig;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of reading a configuration file.
 *
 * @param config present if and only if no problem is an error
 * @param problems everything found, warnings too; whoever checks further adds to it
 */
public record LoadedConfig(Optional<ServerConfig> config, ConfigProblems problems) {

  public LoadedConfig {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(problems, "problems");
  }
}
