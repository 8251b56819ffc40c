package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.Parameters;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.adapters.azure.simulator.token.IssuedToken;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import io.azimuth.adapters.azure.simulator.token.TokenMint;
import io.azimuth.domain.secret.SecretText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens of managed identities, as App Service gives them at {@code IDENTITY_ENDPOINT}. */
public final class AppServiceEndpoint {

  private static final String VERSION = "2019-08-01";

  private final LiveFleet fleet;
  private final TokenAudiences audiences;
  private final TokenMint mint;

  public AppServiceEndpoint(LiveFleet fleet, TokenAudiences audiences, TokenMint mint) {
    this.fleet = fleet;
    this.audiences = audiences;
    this.mint = mint;
  }

  public SimulatorAnswer answer(SimulatorRequest request) {
    Optional<SeededMachine> machine =
        request
            .variable("machine")
            .flatMap(it -> fleet.now().machine(it))
            .filter(it -> it.kind() == MachineKind.APP_SERVICE);
    if (machine.isEmpty()) {
      return MetadataGate.noSuchMachine();
    }
    Optional<SecretText> header = request.header("X-IDENTITY-HEADER").map(SecretText::of);
    if (!header.equals(Optional.of(fleet.now().identityHeader()))) {
      return SimulatorAnswer.json(
          401,
          Map.of(
              "error",
              "unauthorized",
              "error_description",
              "X-IDENTITY-HEADER must have the value of IDENTITY_HEADER"));
    }
    if (!request.query().text("api-version").equals(Optional.of(VERSION))) {
      return MetadataGate.error("invalid_request", "The api-version must be " + VERSION);
    }
    return choose(machine.get(), request.query());
  }

  private SimulatorAnswer choose(SeededMachine machine, Parameters query) {
    Optional<IdentitySelector> selector = SelectorReader.APP_SERVICE.read(query);
    if (selector.isEmpty() || query.hasDuplicates()) {
      return MetadataGate.error("invalid_request", "More than one identity selector");
    }
    return machine
        .identities()
        .selectStrictly(selector.get())
        .map(it -> issue(machine, it, query.text("resource").orElse("")))
        .orElseGet(() -> MetadataGate.error("invalid_request", "Identity not found"));
  }

  private SimulatorAnswer issue(SeededMachine machine, SeededIdentity identity, String resource) {
    return audiences
        .ofResource(resource)
        .map(it -> success(mint.issue(TokenSubject.of(machine, identity), it), identity, resource))
        .orElseGet(
            () ->
                MetadataGate.error(
                    "invalid_resource", "AADSTS500011: The resource is not known in the tenant."));
  }

  private static SimulatorAnswer success(
      IssuedToken token, SeededIdentity identity, String resource) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("access_token", token.text().expose());
    members.put("client_id", identity.clientId());
    members.put("expires_on", String.valueOf(token.expiresOn()));
    members.put("resource", resource);
    members.put("token_type", "Bearer");
    return SimulatorAnswer.json(200, members);
  }
}
