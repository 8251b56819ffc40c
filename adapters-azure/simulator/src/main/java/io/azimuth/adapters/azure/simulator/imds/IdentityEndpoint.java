package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.adapters.azure.simulator.token.IssuedToken;
import io.azimuth.adapters.azure.simulator.token.TokenAudience;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import io.azimuth.adapters.azure.simulator.token.TokenMint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens of managed identities, as the metadata service of a virtual machine gives them. */
public final class IdentityEndpoint {

  private final MetadataGate gate;
  private final TokenAudiences audiences;
  private final TokenMint mint;
  private final ArcChallenge arc;

  public IdentityEndpoint(
      MetadataGate gate, TokenAudiences audiences, TokenMint mint, ArcChallenge arc) {
    this.gate = gate;
    this.audiences = audiences;
    this.mint = mint;
    this.arc = arc;
  }

  public SimulatorAnswer answer(SimulatorRequest request) {
    return gate.refuseIdentity(request).orElseGet(() -> choose(request));
  }

  private SimulatorAnswer choose(SimulatorRequest request) {
    Optional<SeededMachine> machine = gate.machine(request).filter(it -> isServed(it.kind()));
    if (machine.isEmpty()) {
      return MetadataGate.noSuchMachine();
    }
    boolean challenged = machine.get().kind() == MachineKind.ARC_MACHINE;
    Optional<SimulatorAnswer> challenge = challenged ? arc.challenge(request) : Optional.empty();
    return challenge.orElseGet(
        () ->
            RequestedIdentity.answer(
                machine.get(), request, it -> issue(machine.get(), it, request)));
  }

  private boolean isServed(MachineKind kind) {
    return kind.hasMetadataService() || (kind == MachineKind.ARC_MACHINE && arc.isThere());
  }

  private SimulatorAnswer issue(
      SeededMachine machine, SeededIdentity identity, SimulatorRequest request) {
    Optional<String> resource = request.query().text("resource");
    if (resource.isEmpty()) {
      return MetadataGate.error("invalid_request", "Required parameter resource not specified");
    }
    Optional<TokenAudience> audience = audiences.ofResource(resource.get());
    if (audience.isEmpty()) {
      return MetadataGate.error(
          "invalid_resource", "AADSTS500011: The resource is not known in the tenant.");
    }
    IssuedToken token = mint.issue(TokenSubject.of(machine, identity), audience.get());
    return SimulatorAnswer.json(200, members(token, identity, resource.get()));
  }

  private static Map<String, String> members(
      IssuedToken token, SeededIdentity identity, String resource) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("access_token", token.text().expose());
    members.put("client_id", identity.clientId());
    members.put("expires_in", String.valueOf(token.expiresIn() - 1));
    members.put("expires_on", String.valueOf(token.expiresOn()));
    members.put("ext_expires_in", String.valueOf(token.expiresIn() - 1));
    members.put("not_before", String.valueOf(token.notBefore()));
    members.put("resource", resource);
    members.put("token_type", "Bearer");
    return members;
  }
}
