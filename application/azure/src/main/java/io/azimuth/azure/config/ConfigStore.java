package io.azimuth.azure.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StoredConfig;
import java.util.Optional;

/**
 * The stored configurations of azure mounts. A mount is configured when the environment has all
 * that is required, too, though nothing is stored.
 */
public final class ConfigStore extends StoredConfig<AzureSettings> {

  private final EffectiveSettings effective;

  public ConfigStore(EffectiveSettings effective) {
    this.effective = effective;
  }

  @Override
  protected Optional<AzureSettings> settings(Optional<Value.Obj> stored) {
    return stored.map(this::inForce).or(effective::ofEnvironment);
  }

  /** The settings in force for these stored parameters. */
  public AzureSettings inForce(Value.Obj stored) {
    return effective.of(ConfigFields.decode(stored));
  }

  public void put(MountTransaction work, AzureSettings settings) {
    put(work, ConfigFields.stored(settings));
  }
}
