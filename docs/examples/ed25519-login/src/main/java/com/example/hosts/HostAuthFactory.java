package com.example.hosts;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import java.util.List;
import java.util.Set;

/** Creates the auth method {@code ed25519}. */
public final class HostAuthFactory implements AuthMethodFactory {

  /** For {@link java.util.ServiceLoader}. */
  public HostAuthFactory() {}

  @Override
  public String type() {
    return HostAuth.TYPE;
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of());
  }

  @Override
  public List<AdviceName> advice() {
    return List.of(HostAdvice.values());
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    return new HostAuth(context);
  }
}
