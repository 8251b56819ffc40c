package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/** An auth method of a plugin, all of whose code runs under a guard. */
final class GuardedAuthMethod implements AuthMethod {

  private final AuthMethod method;
  private final PluginGuard guard;
  private final GuardedBackend backend;
  private final GuardedMountPlugin common;
  private final Optional<LoginRoles> loginRoles;

  GuardedAuthMethod(AuthMethod method, PluginGuard guard) {
    this.method = method;
    this.guard = guard;
    this.backend = new GuardedBackend(method, guard);
    this.common = new GuardedMountPlugin(method, guard);
    this.loginRoles = guard.call("loginRoles", method::loginRoles).map(this::guarded);
  }

  private LoginRoles guarded(LoginRoles roles) {
    return new LoginRoles(
        roles.path(),
        roles.parameter(),
        name -> guard.call("the spelling of a role", () -> roles.spelling().apply(name)));
  }

  @Override
  public String type() {
    return guard.type();
  }

  @Override
  public String description() {
    return backend.description();
  }

  @Override
  public List<Route> routes() {
    return backend.routes();
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return loginRoles;
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
    return guard.handle("renew", () -> method.renew(mount, transaction, token));
  }

  @Override
  public void start() {
    common.start();
  }

  @Override
  public void prepare(Mount mount, MountTransaction transaction) {
    common.prepare(mount, transaction);
  }

  @Override
  public void maintain(Mount mount, MountTransaction transaction) {
    common.maintain(mount, transaction);
  }

  @Override
  public void disabled(Mount mount, MountTransaction transaction, AfterCommit afterCommit) {
    common.disabled(mount, transaction, afterCommit);
  }

  @Override
  public void close() {
    common.close();
  }
}
