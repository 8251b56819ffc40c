package io.azimuth.jwt.login;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.jwt.JwtCheck;
import io.azimuth.domain.jwt.JwtCheckName;
import io.azimuth.domain.jwt.JwtDenialReason;
import io.azimuth.domain.jwt.JwtGrant;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.role.TokenPreview;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.Arrays;
import java.util.List;

/**
 * The dry run of a login: every check with the expected and the received value, and the token that
 * the login would give. For operators only, because it shows the values that roles bind.
 */
public final class JwtExplainRoutes {

  private final JwtLogin login;
  private final SystemLifetimes lifetimes;

  public JwtExplainRoutes(JwtLogin login, SystemLifetimes lifetimes) {
    this.login = login;
    this.lifetimes = lifetimes;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "login/explain")
            .access(Access.AUTHORIZED)
            .summary("Show every check of a login, and issue nothing")
            .fields(JwtLoginFields.ALL)
            .handle(this::explain));
  }

  private Answer explain(Call call) {
    return Answer.of(
        Awaited.recovering(
                () -> login.rehearse(call).then(outcome -> explained(call, outcome)),
                ServiceException.class,
                JwtExplainRoutes::undecided)
            .then(Answer::data));
  }

  private Value.Obj explained(Call call, JwtOutcome outcome) {
    Value preview =
        outcome
            .decision()
            .grant()
            .<Value>map(grant -> preview(call, outcome.role().orElseThrow(), grant))
            .orElse(Value.NULL);
    return shown(outcome.decision().grant().isPresent(), outcome.decision().checks(), preview);
  }

  // The identity provider is unavailable: the operator reads that, and that nothing was checked.
  private static Value.Obj undecided(ServiceException fault) {
    List<JwtCheck> checks =
        Arrays.stream(JwtCheckName.values())
            .filter(JwtCheckName::isOfEveryToken)
            .map(name -> JwtCheck.skipped(name, fault.code().sentence() + ": " + fault.detail()))
            .toList();
    return shown(false, checks, Value.NULL);
  }

  private static Value.Obj shown(boolean granted, List<JwtCheck> checks, Value preview) {
    return Value.Obj.builder()
        .put("granted", granted)
        .put("checks", new Value.Items(checks.stream().map(JwtExplainRoutes::check).toList()))
        .put("token_preview", preview)
        .build();
  }

  private static Value check(JwtCheck check) {
    return Value.Obj.builder()
        .put("check", check.name().code())
        .put("outcome", check.outcome())
        .put("expected", Quoted.escape(check.expected()))
        .put("actual", Quoted.escape(check.actual()))
        .put("reason", check.reason().map(JwtDenialReason::code).orElse(""))
        .put("hint", check.hint())
        .build();
  }

  private Value.Obj preview(Call call, JwtRole role, JwtGrant grant) {
    Value.Builder preview = Value.Obj.builder();
    TokenPreview.of(
            call.mount(),
            lifetimes,
            role.tokenSettings(),
            call.now(),
            grant.alias(),
            grant.metadata())
        .members()
        .forEach(preview::put);
    return preview.put("group_aliases", grant.groups()).build();
  }
}
