package io.azimuth.adapters.azure.simulator.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.state.CallingMachine;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One instance of the attestation service. It believes every machine: the evidence is not looked
 * at, only what the client wants to find in the answer.
 */
public final class AttestationEndpoint {

  /** Where the instance is, below the base of the sign-in service. */
  public static final String PATH = "attestation/lab-attestation";

  private static final Set<String> VERSIONS = Set.of("2020-10-01", "2022-08-01");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LiveFleet fleet;
  private final LivePlatforms platforms;
  private final AttestationKeys keys;
  private final AttestationMint mint;
  private final URI issuer;

  AttestationEndpoint(
      LiveFleet fleet,
      LivePlatforms platforms,
      AttestationKeys keys,
      AttestationMint mint,
      URI issuer) {
    this.fleet = fleet;
    this.platforms = platforms;
    this.keys = keys;
    this.mint = mint;
    this.issuer = issuer;
  }

  /** The addresses; those to attest at are also below the name of a machine. */
  public List<SimulatorRoute> routes() {
    List<SimulatorRoute> routes = new ArrayList<>();
    for (String prefix : List.of("/", "/machines/{machine}/")) {
      String base = prefix + PATH;
      routes.add(
          SimulatorRoute.post(
              SimulatorEndpoint.ATTESTATION, base + "/attest/AzureGuest", this::attest));
      routes.add(
          SimulatorRoute.get(SimulatorEndpoint.ATTESTATION_KEYS, base + "/certs", any -> certs()));
      routes.add(
          SimulatorRoute.get(
              SimulatorEndpoint.ATTESTATION_KEYS,
              base + "/.well-known/openid-configuration",
              any -> document()));
    }
    return routes;
  }

  /** The keys as Azure publishes them: by their certificates alone, without modulus and use. */
  private SimulatorAnswer certs() {
    List<Map<String, Object>> set = new ArrayList<>();
    for (AttestationKey each : keys.published()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("kid", each.keyId());
      members.put("kty", "RSA");
      members.put("x5c", List.of(each.certificateText()));
      set.add(members);
    }
    return SimulatorAnswer.json(200, Map.of("keys", set));
  }

  private SimulatorAnswer document() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("response_types_supported", List.of("token", "none"));
    members.put("id_token_signing_alg_values_supported", List.of("RS256"));
    members.put("revocation_endpoint", issuer + "/revoke");
    members.put("issuer", issuer.toString());
    members.put("jwks_uri", issuer + "/certs");
    members.put(
        "claims_supported", List.of("x-ms-ver", "x-ms-attestation-type", "x-ms-policy-hash"));
    return SimulatorAnswer.json(200, members);
  }

  private SimulatorAnswer attest(SimulatorRequest request) {
    if (request.query().text("api-version").filter(VERSIONS::contains).isEmpty()) {
      return AttestationErrors.bad("The api-version must be one of " + VERSIONS + ".");
    }
    Optional<Map<String, String>> payload = payload(request.body());
    if (payload.isEmpty()) {
      return AttestationErrors.bad(
          "AttestationInfo must be a JSON object in base64url whose ClientPayload has texts.");
    }
    return CallingMachine.of(request, fleet.now())
        .filter(it -> it.kind().hasMetadataService())
        .map(it -> attest(it, payload.get()))
        .orElseGet(
            () -> AttestationErrors.error(404, "UnknownMachine", "There is no such machine."));
  }

  private SimulatorAnswer attest(SeededMachine machine, Map<String, String> payload) {
    if (platforms.of(machine.name()).platform() == AttestedPlatform.NONE) {
      return AttestationErrors.error(
          400, "AttestationFailed", "The machine has no virtual TPM that gives evidence.");
    }
    return SimulatorAnswer.json(200, Map.of("token", mint.issue(machine, payload).expose()));
  }

  /** What the client wants to find in the answer; empty when the request is malformed. */
  private static Optional<Map<String, String>> payload(byte[] body) {
    try {
      String encoded = JSON.readTree(body).path("AttestationInfo").asText();
      JsonNode info = JSON.readTree(decoded(encoded));
      Map<String, String> payload = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : info.path("ClientPayload").properties()) {
        if (!each.getValue().isTextual()) {
          return Optional.empty();
        }
        payload.put(each.getKey(), each.getValue().asText());
      }
      return info.isObject() ? Optional.of(payload) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Neither JSON nor base64.
      return Optional.empty();
    }
  }

  private static byte[] decoded(String text) {
    String alphabet = text.replace('+', '-').replace('/', '_').replace("=", "");
    return Base64.getUrlDecoder().decode(alphabet.getBytes(StandardCharsets.US_ASCII));
  }
}
