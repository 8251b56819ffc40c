package com.example.etcd;

import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import java.time.Duration;

/** Opens the engine of {@code storage "etcd" { endpoints = "https://…" }}. */
public final class EtcdEngineFactory implements KeyValueEngineFactory {

  /** Members and servers may be started together, and a machine that starts is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For {@link java.util.ServiceLoader}. */
  public EtcdEngineFactory() {}

  @Override
  public String type() {
    return EtcdEngine.TYPE;
  }

  @Override
  public void validate(PluginSettings settings) {
    new EtcdSettings(settings);
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, PluginContext context) {
    return new EtcdEngine(new EtcdSettings(settings), PATIENCE, context.logger());
  }
}
