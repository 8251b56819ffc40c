package io.azimuth.azure.config;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import java.util.Optional;

/** The stored configurations of azure mounts, each read once per epoch. */
public final class ConfigStore {

  private static final String PATH = "config";

  private final EpochCache<String, Optional<AzureSettings>> cache = new EpochCache<>();

  private final EffectiveSettings effective;

  public ConfigStore(EffectiveSettings effective) {
    this.effective = effective;
  }

  /** The settings in force of the mount; empty when it is not configured. */
  public Optional<AzureSettings> find(UnitOfWork work, String mountUuid) {
    return cache.get(work, mountUuid, () -> stored(work, mountUuid).map(this::inForce));
  }

  /** The settings in force for these stored parameters. */
  public AzureSettings inForce(Value.Obj stored) {
    return effective.of(ConfigFields.decode(stored));
  }

  /** The stored parameters; read from the store, so that they become a precondition of a write. */
  public Optional<Value.Obj> stored(UnitOfWork work, String mountUuid) {
    return work.storage(mountUuid).get(PATH);
  }

  public void put(UnitOfWork work, String mountUuid, AzureSettings settings) {
    work.storage(mountUuid).put(PATH, ConfigFields.stored(settings));
    work.beginEpoch();
  }

  void delete(UnitOfWork work, String mountUuid) {
    work.storage(mountUuid).delete(PATH);
    work.beginEpoch();
  }
}
