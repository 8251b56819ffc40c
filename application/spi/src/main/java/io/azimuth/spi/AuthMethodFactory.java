package io.azimuth.spi;

import io.azimuth.domain.token.role.advice.AdviceName;
import java.util.List;
import java.util.Set;

/**
 * Makes an auth method that operators can mount at {@code auth/<path>}. One instance serves all its
 * mounts; its data is in the storage of each mount.
 *
 * <p>Has a public constructor without parameters, which does nothing. Called by one thread at the
 * start. It grows by default methods only.
 */
public interface AuthMethodFactory {

  /** The type, as {@code sys/auth} accepts and shows it. */
  String type();

  /**
   * Checks the settings of the plugin's block, at each start and by {@code check-config}. Does not
   * block. The default implementation allows no key.
   *
   * @throws InvalidSettingsException when a setting is missing, unknown or malformed
   */
  default void validate(PluginSettings settings) {
    settings.allowOnly(Set.of());
  }

  /**
   * What the linter of its roles can find beside {@link
   * io.azimuth.domain.token.role.advice.TokenAdviceCode}, and the advice with codes that it gives
   * on itself: operators can acknowledge them in the configuration file. Does not block. The
   * default implementation is for a method without advice of its own.
   *
   * @see io.azimuth.spi.role.RoleLinter
   */
  default List<AdviceName> advice() {
    return List.of();
  }

  /**
   * Creates the method. Called once, at start-up; does not block and starts no thread.
   *
   * @param settings what {@link #validate} accepted; without values when the configuration file has
   *     no block for the plugin
   * @throws InvalidSettingsException when the settings cannot be used after all; like any other
   *     exception it keeps the server from starting
   */
  AuthMethod create(PluginSettings settings, AuthMethodContext context);
}
