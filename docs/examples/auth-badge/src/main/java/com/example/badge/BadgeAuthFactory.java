package com.example.badge;

import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;

/** Creates the auth method {@code badge}. */
public final class BadgeAuthFactory implements AuthMethodFactory {

  /** For {@link java.util.ServiceLoader}. */
  public BadgeAuthFactory() {}

  @Override
  public String type() {
    return BadgeAuth.TYPE;
  }

  @Override
  public void validate(PluginSettings settings) {
    BadgeSettings.of(settings);
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    return new BadgeAuth(BadgeSettings.of(settings), context.plugin().logger());
  }
}
