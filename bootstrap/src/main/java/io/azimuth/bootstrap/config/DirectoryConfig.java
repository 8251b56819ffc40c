package io.azimuth.bootstrap.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The directories other than the store's.
 *
 * @param audit the directory of audit files; if absent, there can be no file audit device
 * @param plugins the directory of plugin jars
 */
public record DirectoryConfig(Optional<Path> audit, Optional<Path> plugins) {

  public DirectoryConfig {
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(plugins, "plugins");
  }
}
