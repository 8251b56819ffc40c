package io.azimuth.bootstrap.process;

import java.util.Optional;

/**
 * What {@code bin/azimuth} did about the class-data archive of this process; it passes that in
 * system properties.
 *
 * @param state a phrase for the log; empty if the process was started otherwise
 * @param archive the archive, if there is one; on Java 24 and later an ahead-of-time cache
 */
public record ClassSharing(Optional<String> state, Optional<String> archive) {

  /** That of the running process. */
  public static ClassSharing ofProcess() {
    return new ClassSharing(
        Optional.ofNullable(System.getProperty("azimuth.class_sharing")),
        Optional.ofNullable(System.getProperty("azimuth.archive")));
  }

  /** The option with which another JVM of this distribution uses the same archive. */
  public Optional<String> option() {
    return archive.map(
        file -> (file.endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
  }
}
