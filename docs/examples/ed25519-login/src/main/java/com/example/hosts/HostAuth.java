package com.example.hosts;

import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.RoleCheckName;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.AuthMethodContext;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Logs hosts in that sign their request with an Ed25519 key. */
final class HostAuth implements AuthMethod {

  static final String TYPE = "ed25519";

  private static final Field<String> ROLE = Field.text("role", "the role to log in under");
  private static final List<Field<?>> LOGIN =
      List.of(ROLE, SignedRequest.HOST, SignedRequest.TIME, SignedRequest.SIGNATURE);

  private final HostKeys keys = new HostKeys();
  private final HostRoles roles = new HostRoles();
  private final LoginAnswers answers;
  private final List<Route> routes;

  HostAuth(AuthMethodContext context) {
    answers = new LoginAnswers(context.plugin().clock(), context.plugin().logger());
    LoginExplanations explanations =
        new LoginExplanations(context.lifetimes(), List.of(HostCheck.values()));
    routes =
        Stream.of(
                keys.routes(),
                roles.routes(context.lifetimes()),
                List.of(
                    answers.route("Log in with a signed request", LOGIN, this::decide),
                    explanations.route(LOGIN, this::decide),
                    answers.refusals()))
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Logs hosts in that sign their request with an Ed25519 key.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(new LoginRoles(LoginAnswers.PATH, ROLE));
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
    return RenewalTerms.of(roles.roleOf(transaction, token));
  }

  @Override
  public void disabled(Mount mount, MountTransaction transaction, AfterCommit consequences) {
    consequences.onSettled(() -> answers.forget(mount.uuid()));
  }

  private Awaited<DecidedLogin> decide(Call call) {
    String role = call.fields().value(ROLE);
    SignedRequest request = SignedRequest.of(role, call.fields());
    return Awaited.of(decide(call, role, request).asking(role));
  }

  private DecidedLogin decide(Call call, String sentRole, SignedRequest request) {
    LoginCheck signed =
        request.signed(keys.find(call.transaction()).map(it -> it.get(request.host())));
    if (signed.isFailed()) {
      return refused(Optional.empty(), signed);
    }
    Optional<String> host = Optional.of(request.host());
    LoginCheck timely = request.timely(call.now());
    if (timely.isFailed()) {
      return refused(host, signed, timely);
    }
    return roles
        .named(call.transaction(), sentRole)
        .map(role -> decide(call, role, request.host(), signed, timely))
        .orElseGet(() -> refused(host, signed, timely, LoginCheck.roleUnknown(sentRole)));
  }

  private static DecidedLogin decide(
      Call call, HostRole role, String host, LoginCheck signed, LoginCheck timely) {
    String hosts = String.join(", ", role.hosts());
    LoginCheck bound =
        role.admits(host)
            ? LoginCheck.passed(HostCheck.BOUND_HOSTS, hosts, host)
            : LoginCheck.failed(HostCheck.BOUND_HOSTS, HostDenial.HOST_NOT_BOUND, hosts, host);
    LoginCheck address =
        LoginCheck.address(RoleCheckName.ADDRESS, role, call.request().client().address());
    TokenGrant grant =
        TokenGrant.underRole(role, host, Map.of("host", host), host, Map.of(), List.of());
    return new DecidedLogin(
        Optional.of(host),
        Optional.of(role.name()),
        List.of(signed, timely, bound, address),
        bound.isFailed() || address.isFailed() ? Optional.empty() : Optional.of(grant));
  }

  private static DecidedLogin refused(Optional<String> host, LoginCheck... made) {
    List<LoginCheck> checks =
        LoginDecision.refused(List.of(made), List.of(HostCheck.values())).checks();
    return new DecidedLogin(host, Optional.empty(), checks, Optional.empty());
  }
}
