package io.azimuth.jwt;

import io.azimuth.domain.token.role.advice.AdviceName;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;
import java.util.List;

/** Creates the auth method {@code jwt} under its other name {@code oidc}, as the peer has it. */
public final class OidcAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public OidcAuthMethodFactory() {}

  @Override
  public String type() {
    return "oidc";
  }

  @Override
  public List<AdviceName> advice() {
    return new JwtAuthMethodFactory().advice();
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    return JwtAuthMethodFactory.create(type(), context);
  }
}
