package io.azimuth.bootstrap.server;

import java.util.Optional;

/** The log level in the configuration file of a server. Safe for use by many threads. */
@FunctionalInterface
public interface ConfiguredLevel {

  /** That of a server without a file in which the level could be changed. */
  ConfiguredLevel FIXED = Optional::empty;

  /**
   * Reads the level again and lets the whole server log at it.
   *
   * @return a sentence for the operator if the level stays because the file has errors
   */
  Optional<String> readAgain();
}
