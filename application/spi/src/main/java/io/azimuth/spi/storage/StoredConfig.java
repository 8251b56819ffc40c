package io.azimuth.spi.storage;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * The stored configurations of the mounts of an auth method, at {@code config} below each mount.
 * Each is read once per epoch. Safe for use by many threads, if the method of the subclass is.
 *
 * @param <S> the type of the settings
 */
public abstract class StoredConfig<S> {

  private static final String PATH = "config";

  private final EpochCache<String, Optional<S>> cache = new EpochCache<>();

  /** A store that has read nothing yet. */
  protected StoredConfig() {}

  /**
   * The settings in force.
   *
   * @param stored the stored parameters; empty when nothing is stored
   * @return empty when the mount is not configured
   */
  protected abstract Optional<S> settings(Optional<Value.Obj> stored);

  /** The settings of the mount; empty when it is not configured. */
  public final Optional<S> find(MountTransaction work) {
    return cache.get(work, work.mountUuid(), () -> settings(stored(work)));
  }

  /** The stored parameters; read from the store, so that they become a precondition of a write. */
  public final Optional<Value.Obj> stored(MountTransaction work) {
    return work.storage().get(PATH);
  }

  /** Stages the parameters. They apply from the next request on. */
  public final void put(MountTransaction work, Value.Obj parameters) {
    work.storage().put(PATH, parameters);
    work.beginEpoch();
  }

  /** Stages the removal of the parameters; it is no error if there are none. */
  public final void delete(MountTransaction work) {
    work.storage().delete(PATH);
    work.beginEpoch();
  }
}
