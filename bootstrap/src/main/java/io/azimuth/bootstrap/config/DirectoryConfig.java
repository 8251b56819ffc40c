package io.azimuth.bootstrap.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Directories besides the store's.
 *
 * @param audit where file audit devices may write; absent: there can be none
 * @param plugins where plugin jars lie
 */
public record DirectoryConfig(Optional<Path> audit, Optional<Path> plugins) {

  public DirectoryConfig {
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(plugins, "plugins");
  }
}
