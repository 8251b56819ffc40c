package io.azimuth.spi;

import io.azimuth.application.port.engine.KeyValueEngine;

/** Makes the engine behind {@code storage "<type>" { … }} of the configuration file. */
public interface KeyValueEngineFactory {

  /** The type name, as the configuration writes it. */
  String type();

  /**
   * Checks the settings, opens the store and returns it ready. Called once, at start-up; may block.
   *
   * @throws InvalidSettingsException when a setting is missing, unknown or malformed
   * @throws io.azimuth.domain.error.ServiceException with {@code STORE_UNUSABLE} when the store is
   *     damaged, of a newer format or locked by another process
   */
  KeyValueEngine open(PluginSettings settings, PluginContext context);

  /**
   * Checks the settings without opening anything.
   *
   * @throws InvalidSettingsException as {@link #open} does
   */
  void validate(PluginSettings settings);
}
