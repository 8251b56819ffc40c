package io.azimuth.spi;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.StoreFinding;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Creates the engine for {@code storage "<type>" { … }} of the configuration file.
 *
 * <p>Has a public constructor without parameters, which does nothing. Called by one thread: at the
 * start, by {@code check-config} (which only validates), and by commands that copy a store. It
 * grows by default methods only.
 */
public interface KeyValueEngineFactory {

  /** The type name, as the configuration writes it. */
  String type();

  /**
   * Checks the settings, opens the store and returns it ready. Called once, at start-up; may block.
   *
   * @throws InvalidSettingsException when a setting is missing, unknown or malformed
   * @throws ServiceException with {@code STORE_UNUSABLE} when the store is damaged, of a newer
   *     format or locked by another process
   */
  KeyValueEngine open(PluginSettings settings, PluginContext context);

  /**
   * The same with all services of the server; this is what the server calls. The default
   * implementation needs no more than every plugin receives.
   */
  default KeyValueEngine open(PluginSettings settings, EngineContext context) {
    return open(settings, context.plugin());
  }

  /**
   * Checks the settings without opening anything.
   *
   * @throws InvalidSettingsException as {@link #open} does
   */
  void validate(PluginSettings settings);

  /**
   * Looks at the store as a server with these settings would find it, for {@code azimuth doctor}: a
   * server may use it meanwhile. Changes nothing, and blocks. The default implementation looks at
   * nothing.
   *
   * @throws InvalidSettingsException as {@link #open} does
   * @throws ServiceException with {@code STORE_UNUSABLE} when the login cannot be prepared
   */
  default List<StoreFinding> examine(PluginSettings settings, EngineContext context) {
    return List.of();
  }

  /**
   * Replaces the content of the store with these entries: all of them, durably and read back, or
   * none, even after a crash. Refused while another process uses the store. Blocks. The default
   * implementation refuses every restore.
   *
   * @param content batches of puts, in ascending order of keys; when it throws, the store is
   *     unchanged
   * @param replace whether a store that has entries is moved aside; otherwise such a store is
   *     refused
   * @return the path to which the old store was moved
   * @throws InvalidSettingsException as {@link #open} does
   * @throws ServiceException with {@code STORE_UNUSABLE} or {@code STORE_FULL}; the store is
   *     unchanged
   */
  default Optional<Path> restore(
      PluginSettings settings, PluginContext context, Iterator<Batch> content, boolean replace) {
    throw new ServiceException(
        ErrorCode.STORE_UNUSABLE, "nothing can be restored into a store of the type " + type());
  }

  /**
   * The same with all services of the server; this is what the server calls. The default
   * implementation needs no more than every plugin receives.
   */
  default Optional<Path> restore(
      PluginSettings settings, EngineContext context, Iterator<Batch> content, boolean replace) {
    return restore(settings, context.plugin(), content, replace);
  }
}
