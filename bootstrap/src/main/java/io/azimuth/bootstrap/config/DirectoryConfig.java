package io.azimuth.bootstrap.config;

import io.azimuth.adapters.storage.audit.AuditConfig;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The places other than the store's.
 *
 * @param audit where audit devices may write; without a directory there can be no file audit device
 * @param plugins the directory of plugin jars
 */
public record DirectoryConfig(AuditConfig audit, Optional<Path> plugins) {

  public DirectoryConfig {
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(plugins, "plugins");
  }
}
