package io.azimuth.azure.login;

import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.SingleUse;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
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
import java.util.ArrayList;
import java.util.List;

/**
 * The dry run of a login: every check with the expected and the received value, and the token that
 * the login would give. No token is issued. For operators only, because it shows the values that
 * roles bind.
 */
public final class ExplainRoutes {

  private final Login login;
  private final SystemLifetimes lifetimes;

  public ExplainRoutes(Login login, SystemLifetimes lifetimes) {
    this.login = login;
    this.lifetimes = lifetimes;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "login/explain")
            .access(Access.AUTHORIZED)
            .summary("Show every check of a login, and issue nothing")
            .fields(LoginFields.ALL)
            .handle(this::explain));
  }

  private Answer explain(Call call) {
    return Answer.of(
        Awaited.recovering(
                () -> login.decideAtOnce(call).then(outcome -> explained(call, outcome)),
                ServiceException.class,
                ExplainRoutes::undecided)
            .then(Answer::data));
  }

  private Value.Obj explained(Call call, LoginOutcome outcome) {
    Value.Builder explained =
        Value.Obj.builder()
            .put("granted", outcome instanceof LoginOutcome.Granted)
            .put("checks", checks(outcome.checks()))
            .put("token_preview", preview(call, outcome));
    LoginAuditNotes.facts(call).members().forEach(explained::put);
    return explained.build();
  }

  // Azure is unavailable: the operator reads that, and that nothing was checked.
  private static Value.Obj undecided(ServiceException fault) {
    List<LoginCheck> checks = new ArrayList<>();
    for (CheckName name : List.of(CheckName.TOKEN, CheckName.AUDIENCE, CheckName.VALIDITY)) {
      checks.add(LoginCheck.skipped(name, fault.code().sentence()));
    }
    checks.addAll(LoginPolicy.skipped(fault.code().sentence()));
    checks.add(SingleUse.skipped(fault.code().sentence()));
    return Value.Obj.builder()
        .put("granted", false)
        .put("checks", checks(checks))
        .put("token_preview", Value.NULL)
        .build();
  }

  private static Value checks(List<LoginCheck> checks) {
    return new Value.Items(checks.stream().map(ExplainRoutes::check).toList());
  }

  private static Value check(LoginCheck check) {
    return Value.Obj.builder()
        .put("check", check.name().code())
        .put("outcome", check.result().code())
        .put("expected", Quoted.escape(check.expected()))
        .put("actual", Quoted.escape(check.actual()))
        .put("reason", check.denial().map(LoginDenial::code).orElse(""))
        .put("hint", check.hint())
        .build();
  }

  private Value preview(Call call, LoginOutcome outcome) {
    if (!(outcome instanceof LoginOutcome.Granted granted)) {
      return Value.NULL;
    }
    return TokenPreview.of(
        call.mount(),
        lifetimes,
        granted.role().tokenSettings(),
        call.now(),
        granted.grant().aliasName(),
        granted.grant().tokenMetadata());
  }
}
