package io.azimuth.testkit.contract;

import io.azimuth.application.mount.AuthMethods;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.Backend;
import io.azimuth.spi.PluginSettings;
import io.azimuth.testkit.TestServer;

/** The contract of every auth method; a subclass supplies its factory and something to write. */
public abstract class AuthMethodContract extends BackendContract {

  /** The factory under test. */
  protected abstract AuthMethodFactory factory();

  @Override
  final TestServer server() {
    return TestServer.with(factory(), settings());
  }

  @Override
  final Backend backend(TestServer server) {
    return server.get(AuthMethods.class).ofType(type()).orElseThrow();
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
    return "auth/";
  }

  @Override
  final String administration() {
    return "sys/auth/";
  }
}
