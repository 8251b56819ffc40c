package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.AppRoleCheckName;
import io.azimuth.domain.approle.AppRoleGrant;
import io.azimuth.domain.approle.AppRoleLogin;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login, which needs no token, its dry run and the latest refusals for operators. */
final class AppRoleLoginRoutes {

  private final AppRoleLookup lookup;
  private final LoginAnswers answers;
  private final LoginExplanations explanations;

  AppRoleLoginRoutes(AppRoleLookup lookup, LoginAnswers answers, SystemLifetimes system) {
    this.lookup = lookup;
    this.answers = answers;
    this.explanations = new LoginExplanations(system, List.of(AppRoleCheckName.values()));
  }

  List<Route> routes() {
    return List.of(
        answers.route(
            "Log in with a role id and a secret id",
            AppRoleLookup.FIELDS,
            call -> Awaited.of(logIn(call))),
        explanations.route(AppRoleLookup.FIELDS, call -> Awaited.of(decided(lookup.find(call)))),
        answers.refusals());
  }

  private DecidedLogin logIn(Call call) {
    AppRoleLookup.Found found = lookup.find(call);
    if (found.decision().grant().isPresent()) {
      found.secretId().ifPresent(used -> SecretIdStore.use(call.storage(), used, call.now()));
    }
    return decided(found);
  }

  private static DecidedLogin decided(AppRoleLookup.Found found) {
    DecidedLogin login =
        new DecidedLogin(
            Optional.empty(),
            found.provedRole().map(AppRole::name),
            found.decision().checks(),
            found.decision().grant().map(AppRoleLoginRoutes::token));
    return found.decision().reasons().stream()
        .findFirst()
        .map(reason -> login.told(refusal(found, reason)))
        .orElse(login);
  }

  /** As Vault words it, and with its status. */
  private static Refusal refusal(AppRoleLookup.Found found, LoginDenial reason) {
    return Refusal.of(
        ErrorCategory.INVALID_REQUEST, AppRoleLogin.callerText(found.evidence(), reason));
  }

  private static TokenGrant token(AppRoleGrant grant) {
    AppRole role = grant.role();
    return new TokenGrant(
        "",
        role.name().value(),
        grant.tokenSettings(),
        grant.metadata(),
        role.roleId().value(),
        grant.aliasMetadata(),
        List.of(),
        Map.of(TokenGrant.ROLE, role.name().value()));
  }
}
