package io.azimuth.jwt;

import io.azimuth.jwt.config.JwtConfigRoutes;
import io.azimuth.jwt.config.JwtConfigStore;
import io.azimuth.jwt.login.JwtExplainRoutes;
import io.azimuth.jwt.login.JwtLogin;
import io.azimuth.jwt.login.JwtLoginRoutes;
import io.azimuth.jwt.role.JwtRoleRoutes;
import io.azimuth.jwt.role.JwtRoleStore;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.spi.PluginSettings;

/** Creates the auth method {@code jwt}. */
public final class JwtAuthMethodFactory implements AuthMethodFactory {

  /** A factory; found by {@link java.util.ServiceLoader}. */
  public JwtAuthMethodFactory() {}

  @Override
  public String type() {
    return JwtAuthMethod.TYPE;
  }

  @Override
  public AuthMethod create(PluginSettings settings, AuthMethodContext context) {
    JwtConfigStore configs = new JwtConfigStore();
    JwtRoleStore roles = new JwtRoleStore();
    JwtLogin login = new JwtLogin(configs, roles, context.signatures());
    return new JwtAuthMethod(
        new JwtConfigRoutes(configs),
        new JwtRoleRoutes(roles),
        new JwtLoginRoutes(login, context.plugin().clock()),
        new JwtExplainRoutes(login, context.lifetimes()),
        roles);
  }
}
