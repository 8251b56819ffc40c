package io.azimuth.azure.login;

import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The login, which needs no token, its dry run and the latest refusals for operators. */
public final class LoginRoutes {

  private final Login login;
  private final LoginAnswers answers;
  private final LoginExplanations explanations;

  public LoginRoutes(Login login, LoginAnswers answers, SystemLifetimes lifetimes) {
    this.login = login;
    this.answers = answers;
    this.explanations =
        new LoginExplanations(lifetimes, Login.checks())
            .with(LoginAuditNotes.OF_FACTS, LoginAuditNotes::facts);
  }

  public List<Route> routes() {
    return List.of(
        answers.route("Log in with a token of Azure", LoginFields.ALL, this::logIn),
        explanations.route(LoginFields.ALL, this::rehearse),
        answers.refusals());
  }

  private Awaited<DecidedLogin> logIn(Call call) {
    return LoginSpan.around(call, () -> login.decide(call))
        .then(outcome -> withEffects(call, outcome));
  }

  private Awaited<DecidedLogin> rehearse(Call call) {
    return login.rehearse(call).then(outcome -> DecidedOutcome.of(call, outcome));
  }

  private static DecidedLogin withEffects(Call call, LoginOutcome outcome) {
    if (outcome instanceof LoginOutcome.Granted granted) {
      String role = granted.role().name().value();
      TokenUse use = new TokenUse(call.now(), role, call.request().id());
      granted.uses().forEach(place -> UsedTokens.add(call.storage(), place, use));
      granted.proofs().forEach(kept -> MachineProofs.add(call.storage(), kept));
    }
    return DecidedOutcome.of(call, outcome);
  }
}
