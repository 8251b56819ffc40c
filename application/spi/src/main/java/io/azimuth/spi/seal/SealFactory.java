package io.azimuth.spi.seal;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;

/**
 * Makes the seal of {@code seal "<type>" { … }} of the configuration file.
 *
 * <p>Has a public constructor without parameters, which does nothing. Called by one thread: at the
 * start, by {@code check-config} (which only validates), and by commands that read a store or try
 * the seal. With a second block that has {@code disabled = "true"} it is called for each of the
 * two. It grows by default methods only.
 */
public interface SealFactory {

  /**
   * The type, as the configuration writes it and {@code sys/seal-status} shows it: not shamir,
   * static or azurekeyvault. It is stored with the wrapped root key, so a later version of the
   * plugin keeps it.
   */
  String type();

  /**
   * Checks the settings of the block, without the keys {@code disabled} and {@code expected_store},
   * which the server reads. Opens nothing and does not block.
   *
   * @throws InvalidSettingsException when a setting is missing, unknown or malformed
   */
  void validate(PluginSettings settings);

  /**
   * Makes the seal. Asks no other system: that happens with the first call of the seal, and the
   * server goes on when that system is away.
   *
   * @param settings what {@link #validate} accepted
   * @throws InvalidSettingsException when the settings cannot be used after all; like any other
   *     exception it keeps the server from starting
   */
  Seal create(PluginSettings settings, SealContext context);
}
