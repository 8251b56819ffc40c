package com.example.badge;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.nio.file.Path;
import java.util.Map;

/** The method keeps what the server relies on. */
class BadgeAuthTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new BadgeAuthFactory();
  }

  @Override
  protected PluginSettings settings() {
    return new PluginSettings(
        Map.of("pepper", "only-for-tests-1234"), Path.of("").toAbsolutePath());
  }

  @Override
  protected Sample sample() {
    return new Sample("user/ada", Map.of("badge", "1815", "token_policies", "default"));
  }
}
