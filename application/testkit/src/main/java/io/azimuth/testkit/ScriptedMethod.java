package io.azimuth.testkit;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Handler;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * An auth method of type {@code scripted}, with the rights of a plugin. Its {@code login} and
 * {@code act} do what a test sets, and it keeps all calls.
 */
public final class ScriptedMethod implements AuthMethod {

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Handler act = call -> new Answer.Empty();
  private volatile TokenSettings settings = TokenSettings.builder().build();
  private volatile List<String> groups = List.of();
  private volatile Function<Call, Awaited<Boolean>> existence = call -> Awaited.of(isThere(call));

  @Override
  public String type() {
    return "scripted";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "login").access(Access.PUBLIC).handle(this::login),
        Route.on(Operation.WRITE, "act").access(Access.AUTHORIZED).handle(this::perform),
        Route.on(Operation.READ, "act").access(Access.AUTHORIZED).handle(this::perform),
        Route.on(Operation.DELETE, "thing/:name").access(Access.AUTHORIZED).handle(this::perform),
        Route.on(Operation.READ, "thing/:name").access(Access.AUTHORIZED).handle(this::perform),
        Route.on(Operation.WRITE, "thing/:name")
            .access(Access.AUTHORIZED)
            .existence(ScriptedMethod::isThere)
            .handle(this::perform)
            .waiting(this::perform, call -> existence.apply(call)));
  }

  @Override
  public RenewalTerms renew(Mount mount, MountTransaction transaction, Token token) {
    return new RenewalTerms(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(new LoginRoles(LoginAnswers.PATH, Field.text("role", "the role")));
  }

  /** Sets what {@code act} and the things do. */
  public void act(Handler handler) {
    act = handler;
  }

  /** Sets the check whether a thing exists. */
  public void existence(Function<Call, Awaited<Boolean>> check) {
    existence = check;
  }

  /** Sets the token settings that a login grants. */
  public void grant(TokenSettings granted) {
    settings = granted;
  }

  /** Sets the groups that a login proves. */
  public void prove(List<String> proved) {
    groups = proved;
  }

  /** All calls so far. */
  public List<Call> calls() {
    return calls;
  }

  private static boolean isThere(Call call) {
    return call.storage().get(call.fields().captured("name")).isPresent();
  }

  private Answer perform(Call call) {
    calls.add(call);
    return act.handle(call);
  }

  private Answer login(Call call) {
    calls.add(call);
    return granting(call, settings, groups);
  }

  /** Answers with a token with these settings. */
  public static Answer granting(Call call, TokenSettings settings) {
    return granting(call, settings, List.of());
  }

  private static Answer granting(Call call, TokenSettings settings, List<String> groups) {
    TokenGrant grant =
        new TokenGrant("who", "role", settings, Map.of(), "who", Map.of(), groups, Map.of());
    return new Answer.Envelope(Optional.empty(), Optional.of(call.issue(grant)), List.of());
  }
}
