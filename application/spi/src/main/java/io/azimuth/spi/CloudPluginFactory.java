package io.azimuth.spi;

import java.util.Set;

/**
 * Makes the services for {@code cloud "<name>" { services = "<type>" }} of the configuration file.
 *
 * <p>Has a public constructor without parameters, which does nothing. Called by one thread at the
 * start. It grows by default methods only.
 */
public interface CloudPluginFactory {

  /** The type, as the configuration writes it. */
  String type();

  /**
   * Checks the settings of the plugin's block, at each start and by {@code check-config}, when a
   * cloud names the type or when there is a block for it. Does not block. The default
   * implementation allows no key.
   *
   * @throws InvalidSettingsException when a setting is missing, unknown or malformed
   */
  default void validate(PluginSettings settings) {
    settings.allowOnly(Set.of());
  }

  /**
   * Creates the services. Called once, at the start, and only when a cloud names the type; does not
   * block and starts no thread.
   *
   * @param settings what {@link #validate} accepted; without values when the configuration file has
   *     no block for the plugin
   * @throws InvalidSettingsException when the settings cannot be used after all; like any other
   *     exception it keeps the server from starting
   */
  CloudPlugin create(PluginSettings settings, PluginContext context);
}
