package io.azimuth.kubernetes.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Optional;

/** The stored configurations of kubernetes mounts, each read once per epoch. */
public final class KubernetesConfigStore {

  private static final String PATH = "config";

  private final EpochCache<String, Optional<KubernetesSettings>> cache = new EpochCache<>();

  public KubernetesConfigStore() {}

  /** The settings of the mount; empty when it is not configured. */
  public Optional<KubernetesSettings> find(MountTransaction work) {
    return cache.get(
        work,
        work.mountUuid(),
        () -> stored(work).map(KubernetesConfigFields::read).map(KubernetesConfigRules::settings));
  }

  Optional<Value.Obj> stored(MountTransaction work) {
    return work.storage().get(PATH);
  }

  void put(MountTransaction work, Value.Obj settings) {
    work.storage().put(PATH, settings);
    work.beginEpoch();
  }
}
