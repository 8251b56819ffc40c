package io.azimuth.azure.login;

import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.route.TokenGrant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The login, which needs no token. */
public final class LoginRoutes {

  public static final String PATH = "login";

  private static final Logger LOG = LoggerFactory.getLogger(LoginRoutes.class);

  private final Login login;
  private final LoginRefusals refusals;

  public LoginRoutes(Login login, LoginRefusals refusals) {
    this.login = login;
    this.refusals = refusals;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, PATH)
            .access(Access.PUBLIC)
            .summary("Log in with a token of Azure")
            .fields(LoginFields.ALL)
            .handle(this::logIn));
  }

  private Answer logIn(Call call) {
    return Answer.of(decide(call).then(outcome -> answer(call, outcome)));
  }

  private Answer answer(Call call, LoginOutcome outcome) {
    if (outcome instanceof LoginOutcome.Granted granted) {
      Answer answer = issue(call, granted);
      logGranted(call, granted);
      return answer;
    }
    if (outcome instanceof LoginOutcome.Refused refused) {
      throw refusals.refusal(call, LoginFields.role(call.fields()), refused);
    }
    throw new RefusedException(((LoginOutcome.Undecided) outcome).refusal());
  }

  // The audit log has all of them; a fleet would fill the log.
  private static void logGranted(Call call, LoginOutcome.Granted granted) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "login granted, mount={}, role={}, principal={}, client={}, request_id={}",
          call.mount().path(),
          granted.role().name().value(),
          LoginAuditNotes.principal(call),
          call.request().client().address().getHostAddress(),
          call.request().id());
    }
  }

  private Awaited<LoginOutcome> decide(Call call) {
    return Awaited.recovering(
        () ->
            LoginSpan.around(call, () -> login.decide(call)).then(outcome -> noted(call, outcome)),
        RefusedException.class,
        refused -> {
          LoginAuditNotes.notALogin(call);
          throw refused;
        });
  }

  private static LoginOutcome noted(Call call, LoginOutcome outcome) {
    LoginAuditNotes.decision(call, outcome);
    if (outcome instanceof LoginOutcome.Refused refused) {
      refused.denials().stream()
          .findFirst()
          .ifPresent(denial -> call.loginNotes().reason(denial.reason().code()));
    }
    return outcome;
  }

  private static Answer issue(Call call, LoginOutcome.Granted granted) {
    LoginGrant grant = granted.grant();
    String role = granted.role().name().value();
    granted
        .uses()
        .forEach(
            place ->
                UsedTokens.add(
                    call.storage(), place, new TokenUse(call.now(), role, call.request().id())));
    granted.proof().ifPresent(kept -> MachineProofs.add(call.storage(), kept));
    Auth auth =
        call.issue(
            new TokenGrant(
                grant.displayNameSuffix(),
                role,
                granted.role().tokenSettings(),
                grant.tokenMetadata(),
                grant.aliasName(),
                grant.aliasMetadata(),
                granted.role().aliasMetadata(),
                grant.groupAliases(),
                kept(role, grant)));
    return new Answer.Envelope(Optional.empty(), Optional.of(auth), grant.warnings());
  }

  private static Map<String, String> kept(String role, LoginGrant grant) {
    Map<String, String> kept = new HashMap<>(KeptFacts.encode(grant.proved()));
    kept.put(TokenGrant.ROLE, role);
    return kept;
  }
}
