package io.azimuth.testkit.contract;

import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.spi.Backend;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.testkit.TestServer;

/** The contract of every secrets engine; a subclass supplies its factory and something to write. */
public abstract class SecretsEngineContract extends BackendContract {

  /** The factory under test. */
  protected abstract SecretsEngineFactory factory();

  @Override
  final TestServer server() {
    return TestServer.with(factory(), settings());
  }

  @Override
  final Backend backend(TestServer server) {
    SecretsEngine engine = server.get(SecretsEngines.class).ofType(type()).orElseThrow();
    return engine.backendFor(options());
  }

  @Override
  final void validate(PluginSettings settings) {
    factory().validate(settings);
  }

  @Override
  final String type() {
    return factory().type();
  }

  @Override
  final String home() {
    return "";
  }

  @Override
  final String administration() {
    return "sys/mounts/";
  }
}
