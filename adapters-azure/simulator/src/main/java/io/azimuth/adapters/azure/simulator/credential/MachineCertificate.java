package io.azimuth.adapters.azure.simulator.credential;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate with which a machine asks for tokens of one of its identities.
 *
 * @param machine the name in the fleet
 * @param clientId of the identity
 * @param attestation what is wrong with the attestation that came with its request
 */
public record MachineCertificate(
    X509Certificate certificate,
    String machine,
    String tenantId,
    String clientId,
    Optional<AssertionProblem> attestation) {

  static MachineCertificate of(
      X509Certificate certificate,
      SeededMachine machine,
      SeededIdentity identity,
      Optional<AssertionProblem> attestation) {
    return new MachineCertificate(
        certificate, machine.name(), machine.tenantId(), identity.clientId(), attestation);
  }

  public boolean isExpired(Instant now) {
    return now.isAfter(certificate.getNotAfter().toInstant());
  }
}
