package io.azimuth.spi;

import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;

/**
 * The services of the server that every plugin may use.
 *
 * @param clock the only source of the time of day
 * @param logger the plugin's own logger
 */
public record PluginContext(Clock clock, Logger logger) {

  public PluginContext {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(logger, "logger");
  }
}
