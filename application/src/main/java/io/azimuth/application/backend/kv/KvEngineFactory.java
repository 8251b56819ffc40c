package io.azimuth.application.backend.kv;

import io.azimuth.application.route.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;

/** Makes the secrets engine {@code kv}. */
public final class KvEngineFactory implements SecretsEngineFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public KvEngineFactory() {}

  @Override
  public String type() {
    return KvEngine.TYPE;
  }

  @Override
  public SecretsEngine create(SecretsEngineContext context) {
    return new KvEngine(
        new PlainForm(context.lifetimes()),
        new VersionedForm(),
        new Upgrade(context.store(), context.plugin().clock(), context.plugin().logger()));
  }
}
