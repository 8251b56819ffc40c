package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Auth;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Route;
import io.azimuth.application.route.TokenGrant;
import io.azimuth.domain.azure.LoginGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login, which anybody may try. */
final class LoginRoutes {

  static final String PATH = "login";

  private final Login login;
  private final LoginRefusals refusals;

  LoginRoutes(Login login, LoginRefusals refusals) {
    this.login = login;
    this.refusals = refusals;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, PATH)
            .access(Access.PUBLIC)
            .summary("Log in with a token of Azure")
            .fields(LoginFields.ALL)
            .handle(this::logIn));
  }

  private Answer logIn(Call call) {
    LoginOutcome outcome = decide(call);
    if (outcome instanceof LoginOutcome.Granted granted) {
      return issue(call, granted);
    }
    if (outcome instanceof LoginOutcome.Refused refused) {
      throw refusals.refusal(call, LoginFields.role(call.fields()), refused.denials());
    }
    throw new RefusedException(((LoginOutcome.Undecided) outcome).refusal());
  }

  private LoginOutcome decide(Call call) {
    try {
      LoginOutcome outcome = login.decide(call);
      LoginNotes.decision(call, outcome);
      return outcome;
    } catch (RefusedException e) {
      LoginNotes.notALogin(call);
      throw e;
    }
  }

  private static Answer issue(Call call, LoginOutcome.Granted granted) {
    LoginGrant grant = granted.grant();
    String role = granted.role().name().value();
    Auth auth =
        call.issue(
            new TokenGrant(
                grant.displayNameSuffix(),
                role,
                granted.role().tokenSettings(),
                grant.tokenMetadata(),
                grant.aliasName(),
                grant.aliasMetadata(),
                grant.groupAliases(),
                Map.of(
                    AzureRenewal.ROLE, role, AzureRenewal.PRINCIPAL, grant.principal().value())));
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), grant.warnings());
  }
}
