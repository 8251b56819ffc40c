package io.azimuth.load;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The programs of the peer.
 *
 * @param bao OpenBao's own
 * @param plugin HashiCorp's plugin for Azure
 */
record PeerPrograms(Path bao, Path plugin) {

  /** Those that the environment variables {@code BAO} and {@code PLUGIN} name. */
  static Optional<PeerPrograms> named() {
    return named("BAO").flatMap(bao -> named("PLUGIN").map(it -> new PeerPrograms(bao, it)));
  }

  private static Optional<Path> named(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(path -> !path.isBlank())
        .map(path -> Path.of(path).toAbsolutePath());
  }
}
