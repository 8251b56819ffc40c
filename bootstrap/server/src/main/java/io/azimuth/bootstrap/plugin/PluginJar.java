package io.azimuth.bootstrap.plugin;

import java.util.Objects;
import java.util.Optional;

/**
 * A jar of the plugin directory that was loaded.
 *
 * @param file the name of the file
 * @param checksum the checksum of the bytes that were loaded
 * @param version the version of the plugin, if its manifest has it
 */
public record PluginJar(String file, JarChecksum checksum, Optional<String> version) {

  public PluginJar {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(checksum, "checksum");
    Objects.requireNonNull(version, "version");
  }
}
