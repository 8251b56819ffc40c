package io.azimuth.azure.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/** The stored configurations of azure mounts, each read once per epoch. */
public final class ConfigStore {

  private static final String PATH = "config";

  private final EpochCache<String, Optional<AzureSettings>> cache = new EpochCache<>();

  private final EffectiveSettings effective;

  public ConfigStore(EffectiveSettings effective) {
    this.effective = effective;
  }

  /**
   * The settings in force of the mount; empty when it is not configured, that is, when nothing is
   * stored and the environment does not have all that is required.
   */
  public Optional<AzureSettings> find(MountTransaction work) {
    return cache.get(
        work, work.mountUuid(), () -> stored(work).map(this::inForce).or(effective::ofEnvironment));
  }

  /** The settings in force for these stored parameters. */
  public AzureSettings inForce(Value.Obj stored) {
    return effective.of(ConfigFields.decode(stored));
  }

  /** The stored parameters; read from the store, so that they become a precondition of a write. */
  public Optional<Value.Obj> stored(MountTransaction work) {
    return work.storage().get(PATH);
  }

  public void put(MountTransaction work, AzureSettings settings) {
    work.storage().put(PATH, ConfigFields.stored(settings));
    work.beginEpoch();
  }

  void delete(MountTransaction work) {
    work.storage().delete(PATH);
    work.beginEpoch();
  }
}
