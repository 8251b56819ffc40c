package io.azimuth.adapters.azure.simulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.fleet.SeededAgent;
import io.azimuth.adapters.azure.simulator.fleet.SeededUser;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.adapters.azure.simulator.token.CertificateConfirmation;
import io.azimuth.adapters.azure.simulator.token.IssuedToken;
import io.azimuth.adapters.azure.simulator.token.OwnTokens;
import io.azimuth.adapters.azure.simulator.token.TokenAudience;
import io.azimuth.adapters.azure.simulator.token.TokenMint;
import io.azimuth.domain.secret.SecretText;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens of agent identities. The blueprint's application asks for an exchange token that names the
 * agent, and the agent shows that in place of a secret: for itself, or with the token of a person
 * for whom it acts.
 */
public final class AgentExchange {

  private static final String RESOURCE = "api://AzureADTokenExchange";
  private static final TokenAudience AUDIENCE =
      TokenAudience.ofExchange("fb60f99c-7a34-4190-8149-302f77469936");

  private final SimulatorFleet fleet;
  private final OwnTokens tokens;
  private final TokenMint mint;
  private final Clock clock;

  public AgentExchange(SimulatorFleet fleet, OwnTokens tokens, TokenMint mint, Clock clock) {
    this.fleet = fleet;
    this.tokens = tokens;
    this.mint = mint;
    this.clock = clock;
  }

  /** The agent of the client id, if it is one. */
  Optional<SeededAgent> agent(TokenAsk ask) {
    return fleet.agents().stream()
        .filter(it -> it.id().equals(ask.clientId()) && it.tenantId().equals(ask.tenant().id()))
        .findFirst();
  }

  /** Whether the client is the application of a blueprint. */
  boolean isBlueprint(TokenSubject caller) {
    return fleet.agents().stream().anyMatch(it -> it.blueprintId().equals(caller.clientId()));
  }

  /**
   * The exchange token that a blueprint asks for.
   *
   * @param blueprint has proved itself
   */
  ExchangeResult exchange(TokenAsk ask, TokenSubject blueprint) {
    if (!ask.resource().equals(Optional.of(RESOURCE))) {
      return new ExchangeResult.Refused(
          new AssertionProblem(
              400,
              "unauthorized_client",
              82001,
              "An agentic application may not ask for app-only tokens for the resource."));
    }
    Optional<SeededAgent> child =
        fleet.agents().stream()
            .filter(it -> it.blueprintId().equals(blueprint.clientId()))
            .filter(it -> Optional.of(it.id()).equals(ask.form().text("fmi_path")))
            .findFirst();
    return child
        .<ExchangeResult>map(it -> new ExchangeResult.Issued(issue(ask, blueprint, it)))
        .orElse(
            new ExchangeResult.Refused(
                new AssertionProblem(
                    400,
                    "unauthorized_client",
                    700016,
                    "The fmi_path is not an agent identity of the blueprint.")));
  }

  private IssuedToken issue(TokenAsk ask, TokenSubject blueprint, SeededAgent agent) {
    String subject = path(blueprint.clientId(), agent);
    return mint.issue(blueprint, AUDIENCE, ask.binding(), draft -> draft.withClaim("sub", subject));
  }

  /** Judges what an agent shows. */
  AssertionResult prove(TokenAsk ask, SeededAgent agent) {
    Optional<JsonNode> shown = claims(ask, "client_assertion").filter(it -> isFor(it, agent));
    if (shown.isEmpty()) {
      return refused(700027, "The client assertion is no exchange token of the agent's blueprint.");
    }
    if (!CertificateConfirmation.isProved(shown.get(), ask.request().clientCertificate())) {
      return new AssertionResult.Refused(AssertionExchange.OTHER_CERTIFICATE);
    }
    if (!ask.isOnBehalf()) {
      return new AssertionResult.Proved(TokenSubject.of(agent));
    }
    return claims(ask, "assertion")
        .filter(it -> audiences(agent).contains(it.path("aud").asText()))
        .flatMap(this::person)
        .<AssertionResult>map(it -> new AssertionResult.Proved(TokenSubject.onBehalf(agent, it)))
        .orElseGet(
            () -> refused(50013, "The assertion is no token of a person for the blueprint."));
  }

  private Optional<SeededUser> person(JsonNode claims) {
    return fleet.users().stream()
        .filter(it -> it.objectId().equals(claims.path("oid").asText()))
        .filter(any -> claims.path("idtyp").asText().equals("user"))
        .findFirst();
  }

  private static Set<String> audiences(SeededAgent agent) {
    return Set.of(agent.blueprintId(), "api://" + agent.blueprintId());
  }

  private static boolean isFor(JsonNode claims, SeededAgent agent) {
    return claims.path("aud").asText().equals(AUDIENCE.text())
        && claims.path("azp").asText().equals(agent.blueprintId())
        && claims.path("sub").asText().equals(path(agent.blueprintId(), agent));
  }

  /** The claims of a token in the form, when it is ours and its time has not passed. */
  private Optional<JsonNode> claims(TokenAsk ask, String name) {
    return ask.form()
        .text(name)
        .flatMap(it -> tokens.claims(SecretText.of(it)))
        .filter(it -> it.path("exp").asLong() > clock.instant().getEpochSecond())
        .filter(it -> it.path("tid").asText().equals(ask.tenant().id()));
  }

  private static String path(String blueprintId, SeededAgent agent) {
    return "/eid1/c/pub/t/%s/a/%s/%s".formatted(agent.tenantId(), blueprintId, agent.id());
  }

  private static AssertionResult refused(int number, String text) {
    return new AssertionResult.Refused(new AssertionProblem(401, "invalid_client", number, text));
  }
}
