package io.azimuth.spi;

import io.azimuth.application.fixture.TestServer;
import io.azimuth.application.mount.SecretsEngines;
import io.azimuth.application.route.Backend;
import io.azimuth.application.route.SecretsEngine;

/** What every secrets engine keeps to; a subclass supplies its factory and something to write. */
public abstract class SecretsEngineContract extends BackendContract {

  /** The factory under test. */
  protected abstract SecretsEngineFactory factory();

  @Override
  final TestServer server() {
    return TestServer.with(factory());
  }

  @Override
  final Backend backend(TestServer server) {
    SecretsEngine engine = server.get(SecretsEngines.class).ofType(type()).orElseThrow();
    return engine.form(options());
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
