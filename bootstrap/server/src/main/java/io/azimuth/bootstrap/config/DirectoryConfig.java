package io.azimuth.bootstrap.config;

import io.azimuth.adapters.storage.audit.AuditConfig;
import io.azimuth.bootstrap.plugin.PinnedJars;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The places other than the store's.
 *
 * @param audit where audit devices may write; without a directory there can be no file audit device
 * @param pinned the plugin jars that may be loaded
 */
public record DirectoryConfig(AuditConfig audit, Optional<Path> plugins, PinnedJars pinned) {}
