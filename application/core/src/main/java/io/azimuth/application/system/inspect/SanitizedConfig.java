package io.azimuth.application.system.inspect;

import io.azimuth.spi.api.Value;

/**
 * The configuration that the server was started with, and what a reload has replaced of it, without
 * secrets. Safe for use by many threads.
 */
@FunctionalInterface
public interface SanitizedConfig {

  /** The values, by the names of the configuration file. */
  Value.Obj members();
}
