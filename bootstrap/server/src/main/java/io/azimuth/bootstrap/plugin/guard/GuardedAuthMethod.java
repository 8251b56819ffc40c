package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/** An auth method of a plugin, all of whose code runs under a guard. */
final class GuardedAuthMethod extends GuardedMountPlugin implements AuthMethod {

  private static final String ROLE_OF_LOGIN = "the role of a login";

  private final AuthMethod method;
  private final GuardedBackend backend;
  private final Optional<LoginRoles> loginRoles;

  GuardedAuthMethod(AuthMethod method, PluginGuard guard) {
    super(method, guard);
    this.method = method;
    this.backend = new GuardedBackend(method, guard);
    this.loginRoles = guard.upkeep().call("loginRoles", method::loginRoles).map(this::guarded);
  }

  private LoginRoles guarded(LoginRoles roles) {
    return new LoginRoles(
        roles.path(),
        roles.parameter(),
        name -> guard.answer("the spelling of a role", () -> roles.spelling().apply(name)),
        transaction ->
            GuardedTransaction.during(
                transaction, own -> guard.answer(ROLE_OF_LOGIN, () -> roles.unnamed().apply(own))),
        (transaction, sent) ->
            GuardedTransaction.during(
                transaction,
                own -> guard.answer(ROLE_OF_LOGIN, () -> roles.named().apply(own, sent))));
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
    return GuardedTransaction.during(
        transaction, own -> guard.handleAll("renew", mount, () -> method.renew(mount, own, token)));
  }

  @Override
  public Awaited<RenewalTerms> renew(
      Mount mount, MountTransaction transaction, Token token, Deadline deadline) {
    return new GuardedRenewal(guard, mount, deadline)
        .run(transaction, own -> method.renew(mount, own, token, deadline));
  }
}
