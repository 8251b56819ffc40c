package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.attestation.AttestationEndpoint;
import io.azimuth.adapters.azure.simulator.entra.DiscoveryEndpoint;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import java.net.URI;

/**
 * Where a machine goes with its key and its certificate.
 *
 * @param base of the sign-in service
 */
public record CredentialAddresses(URI base) {

  /** The instance of the attestation service, as the machine reaches it. */
  URI attestation(SeededMachine machine) {
    return base.resolve("machines/" + machine.name() + "/" + AttestationEndpoint.PATH);
  }

  /** The sign-in service of a region, for mutual TLS. */
  URI mutualTls(String location) {
    return base.resolve(DiscoveryEndpoint.MUTUAL_TLS + location);
  }
}
