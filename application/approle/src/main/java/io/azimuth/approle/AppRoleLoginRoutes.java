package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleCheck;
import io.azimuth.domain.approle.AppRoleDecision;
import io.azimuth.domain.approle.AppRoleDenial;
import io.azimuth.domain.error.ErrorCategory;
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
    AppRoleDecision decision = found.decision();
    decision.provedRole().ifPresent(role -> note(call, role));
    Optional<AppRoleDenial> denial = decision.denial();
    if (denial.isPresent()) {
      throw refusal(call, decision, denial.get());
    }
    found.secretId().ifPresent(used -> SecretIdStore.use(call.storage(), used, call.now()));
    Auth auth = issue(call, decision);
    call.auditNotes().add(DECISION, Value.of("granted"));
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), List.of());
  }

  private static void note(Call call, AppRole role) {
    call.auditNotes().add(ROLE, Value.of(role.name().value()));
    call.loginNotes().role(role.name().value());
  }

  private static RefusedException refusal(
      Call call, AppRoleDecision decision, AppRoleDenial denial) {
    Value reasons = Value.of(List.of(denial.code()));
    call.auditNotes().add("reasons", reasons);
    call.loginNotes().reason(denial.code());
    return new RefusedException(
        Refusal.of(ErrorCategory.INVALID_REQUEST, decision.callerText()),
        Value.Obj.builder().put("reasons", reasons).build());
  }

  private static Auth issue(Call call, AppRoleDecision decision) {
    AppRole role = decision.provedRole().orElseThrow();
    return call.issue(
        new TokenGrant(
            "",
            role.name().value(),
            decision.tokenSettings(),
            decision.metadata(),
            role.roleId().value(),
            decision.aliasMetadata(),
            List.of(),
            Map.of(ROLE, role.name().value())));
  }

  private Answer explain(Call call) {
    AppRoleDecision decision = lookup.find(call).decision();
    boolean granted = decision.denial().isEmpty();
    return Answer.data(
        Value.Obj.builder()
            .put("granted", granted)
            .put(
                "checks",
                new Value.Items(decision.checks().stream().map(AppRoleLoginRoutes::shown).toList()))
            .put("token_preview", granted ? preview(call, decision) : Value.NULL)
            .build());
  }

  private static Value shown(AppRoleCheck check) {
    return Value.Obj.builder()
        .put("check", check.name().code())
        .put("outcome", check.outcome().code())
        .put("expected", check.expected())
        .put("actual", check.actual())
        .put("reason", check.denial().map(AppRoleDenial::code).orElse(""))
        .put("hint", check.hint())
        .build();
  }

  private Value preview(Call call, AppRoleDecision decision) {
    return TokenPreview.of(
        call.mount(),
        system,
        decision.tokenSettings(),
        call.now(),
        decision.provedRole().orElseThrow().roleId().value(),
        decision.metadata());
  }
}
