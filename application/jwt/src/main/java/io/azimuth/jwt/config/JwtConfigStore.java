package io.azimuth.jwt.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/** The stored configurations of jwt mounts, each read once per epoch. */
public final class JwtConfigStore {

  private static final String PATH = "config";

  private final EpochCache<String, Optional<JwtSettings>> cache = new EpochCache<>();

  public JwtConfigStore() {}

  /** The settings of the mount; empty when it is not configured. */
  public Optional<JwtSettings> find(MountTransaction work) {
    return cache.get(
        work,
        work.mountUuid(),
        () -> stored(work).map(JwtConfigFields::read).map(JwtConfigRules::settings));
  }

  /** The stored parameters; read from the store, so that they become a precondition of a write. */
  Optional<Value.Obj> stored(MountTransaction work) {
    return work.storage().get(PATH);
  }

  void put(MountTransaction work, Value.Obj settings) {
    work.storage().put(PATH, settings);
    work.beginEpoch();
  }
}
