package io.azimuth.application.kv;

import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;

public final class KvEngineFactory implements SecretsEngineFactory {

  /** Called by {@link java.util.ServiceLoader}. */
  public KvEngineFactory() {}

  @Override
  public String type() {
    return KvEngine.TYPE;
  }

  @Override
  public SecretsEngine create(PluginSettings settings, SecretsEngineContext context) {
    return new KvEngine(
        new KvV1Backend(context.lifetimes()),
        new KvV2Backend(),
        new KvUpgrade(context.store(), context.plugin().clock(), context.plugin().logger()));
  }
}
