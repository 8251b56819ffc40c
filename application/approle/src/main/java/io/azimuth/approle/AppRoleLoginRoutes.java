package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleGrant;
import io.azimuth.domain.approle.AppRoleLogin;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.TokenPreview;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login, which needs no token, and its dry run for operators. */
final class AppRoleLoginRoutes {

  /** The key under which a token stores the name of its role. */
  static final String ROLE = "role";

  private static final String DECISION = "decision";

  private final AppRoleLookup lookup;
  private final SystemLifetimes system;

  AppRoleLoginRoutes(AppRoleLookup lookup, SystemLifetimes system) {
    this.lookup = lookup;
    this.system = system;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "login")
            .access(Access.PUBLIC)
            .summary("Log in with a role id and a secret id")
            .fields(AppRoleLookup.FIELDS)
            .handle(this::logIn),
        Route.on(Operation.WRITE, "login/explain")
            .access(Access.AUTHORIZED)
            .summary("Show every check of a login, and issue nothing")
            .fields(AppRoleLookup.FIELDS)
            .handle(this::explain));
  }

  private Answer logIn(Call call) {
    call.auditNotes().add(DECISION, Value.of("refused"));
    AppRoleLookup.Found found = lookup.find(call);
    found.provedRole().ifPresent(role -> note(call, role));
    AppRoleGrant grant = found.decision().grant().orElseThrow(() -> refusal(call, found));
    found.secretId().ifPresent(used -> SecretIdStore.use(call.storage(), used, call.now()));
    Auth auth = issue(call, grant);
    call.auditNotes().add(DECISION, Value.of("granted"));
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), List.of());
  }

  private static void note(Call call, AppRole role) {
    call.auditNotes().add(ROLE, Value.of(role.name().value()));
    call.loginNotes().role(role.name().value());
  }

  private static RefusedException refusal(Call call, AppRoleLookup.Found found) {
    LoginDenial denial = found.decision().reasons().get(0);
    Value reasons = Value.of(List.of(denial.code()));
    call.auditNotes().add("reasons", reasons);
    call.loginNotes().reason(denial.code());
    return new RefusedException(
        Refusal.of(
            ErrorCategory.INVALID_REQUEST, AppRoleLogin.callerText(found.evidence(), denial)),
        Value.Obj.builder().put("reasons", reasons).build());
  }

  private static Auth issue(Call call, AppRoleGrant grant) {
    AppRole role = grant.role();
    return call.issue(
        new TokenGrant(
            "",
            role.name().value(),
            grant.tokenSettings(),
            grant.metadata(),
            role.roleId().value(),
            grant.aliasMetadata(),
            List.of(),
            Map.of(ROLE, role.name().value())));
  }

  private Answer explain(Call call) {
    LoginDecision<AppRoleGrant> decision = lookup.find(call).decision();
    return Answer.data(
        Value.Obj.builder()
            .put("granted", decision.grant().isPresent())
            .put(
                "checks",
                new Value.Items(decision.checks().stream().map(AppRoleLoginRoutes::shown).toList()))
            .put(
                "token_preview",
                decision.grant().<Value>map(it -> preview(call, it)).orElse(Value.NULL))
            .build());
  }

  private static Value shown(LoginCheck check) {
    return Value.Obj.builder()
        .put("check", check.name().code())
        .put("outcome", check.outcome())
        .put("expected", check.expected())
        .put("actual", check.actual())
        .put("reason", check.denial().map(LoginDenial::code).orElse(""))
        .put("hint", check.hint())
        .build();
  }

  private Value preview(Call call, AppRoleGrant grant) {
    return TokenPreview.of(
        call.mount(),
        system,
        grant.tokenSettings(),
        call.now(),
        grant.role().roleId().value(),
        grant.metadata());
  }
}
