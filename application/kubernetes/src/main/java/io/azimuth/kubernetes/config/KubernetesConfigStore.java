package io.azimuth.kubernetes.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.StoredConfig;
import java.util.Optional;

/** The stored configurations of kubernetes mounts. */
public final class KubernetesConfigStore extends StoredConfig<KubernetesSettings> {

  public KubernetesConfigStore() {}

  @Override
  protected Optional<KubernetesSettings> settings(Optional<Value.Obj> stored) {
    return stored.map(KubernetesConfigFields::read).map(KubernetesConfigRules::settings);
  }
}
