package io.azimuth.adapters.azure.simulator.imds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.attestation.AttestationCheck;
import io.azimuth.adapters.azure.simulator.credential.MachineCertificate;
import io.azimuth.adapters.azure.simulator.credential.MachineCertificates;
import io.azimuth.adapters.azure.simulator.credential.SigningRequest;
import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The second version of the identities of virtual machines: what a machine must know to make a
 * signing request, and certificates for its keys.
 */
public final class CredentialEndpoint {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MetadataGate gate;
  private final MachineCertificates certificates;
  private final AttestationCheck attestations;
  private final CredentialAddresses addresses;

  public CredentialEndpoint(
      MetadataGate gate,
      MachineCertificates certificates,
      AttestationCheck attestations,
      CredentialAddresses addresses) {
    this.gate = gate;
    this.certificates = certificates;
    this.attestations = attestations;
    this.addresses = addresses;
  }

  /** Who the machine is, and where it can be attested. */
  public SimulatorAnswer platform(SimulatorRequest request) {
    return answer(request, this::platform);
  }

  /** A certificate for the key of the signing request in the body. */
  public SimulatorAnswer issue(SimulatorRequest request) {
    return answer(request, (machine, identity) -> issue(machine, identity, request));
  }

  private SimulatorAnswer answer(
      SimulatorRequest request, BiFunction<SeededMachine, SeededIdentity, SimulatorAnswer> writer) {
    return gate.refuseCredential(request)
        .orElseGet(() -> choose(request, writer))
        .withHeader("Server", MetadataGate.SERVER);
  }

  private SimulatorAnswer choose(
      SimulatorRequest request, BiFunction<SeededMachine, SeededIdentity, SimulatorAnswer> writer) {
    return gate.machine(request)
        .filter(it -> it.kind().hasMetadataService())
        .map(
            machine ->
                RequestedIdentity.answer(
                    machine, request, identity -> writer.apply(machine, identity)))
        .orElseGet(MetadataGate::noSuchMachine);
  }

  private SimulatorAnswer platform(SeededMachine machine, SeededIdentity identity) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("clientId", identity.clientId());
    members.put("tenantId", machine.tenantId());
    members.put("cuId", ComputeUnit.of(machine).members());
    members.put("attestationEndpoint", addresses.attestation(machine).toString());
    return SimulatorAnswer.json(200, members);
  }

  private SimulatorAnswer issue(
      SeededMachine machine, SeededIdentity identity, SimulatorRequest request) {
    Optional<JsonNode> body = body(request);
    Optional<SigningRequest> signed =
        body.flatMap(it -> SigningRequest.parse(it.path("csr").asText()));
    if (signed.isEmpty()) {
      return refused("The csr is not a PKCS #10 request that an RSA key of 2048 bits signed");
    }
    if (!signed.get().isFor(identity.clientId(), machine.tenantId())) {
      return refused("The subject of the csr is not CN=client id, DC=tenant id");
    }
    if (!signed.get().computeUnit().filter(ComputeUnit.of(machine)::isNamedBy).isPresent()) {
      return refused("The csr does not name the cuId of this machine");
    }
    Optional<AssertionProblem> problem =
        body.map(it -> it.path("attestation_token").asText())
            .filter(it -> !it.isEmpty())
            .flatMap(it -> attestations.problem(SecretText.of(it), machine));
    return issued(certificates.issue(machine, identity, signed.get(), problem), machine, identity);
  }

  private SimulatorAnswer issued(
      MachineCertificate made, SeededMachine machine, SeededIdentity identity) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("client_id", made.clientId());
    members.put("tenant_id", made.tenantId());
    members.put("certificate", base64(made));
    members.put(
        "identity_type", identity.resource().isPresent() ? "UserAssigned" : "SystemAssigned");
    members.put(
        "mtls_authentication_endpoint",
        addresses.mutualTls(machine.resource().location()).toString());
    return SimulatorAnswer.json(200, members);
  }

  private static String base64(MachineCertificate made) {
    try {
      return Base64.getEncoder().encodeToString(made.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without an encoding", e);
    }
  }

  private static Optional<JsonNode> body(SimulatorRequest request) {
    try {
      return Optional.of(JSON.readTree(request.body()));
    } catch (IOException e) {
      // Not JSON.
      return Optional.empty();
    }
  }

  private static SimulatorAnswer refused(String description) {
    return MetadataGate.error("invalid_request", description);
  }
}
