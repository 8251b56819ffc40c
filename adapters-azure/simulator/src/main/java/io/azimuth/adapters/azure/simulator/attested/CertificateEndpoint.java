package io.azimuth.adapters.azure.simulator.attested;

import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.net.URI;
import java.security.cert.CertificateEncodingException;

/**
 * The certificate of the authority between the root and the signers of attested documents. The
 * documents do not have it, as those of Azure; the certificates of the signers name its address.
 */
public final class CertificateEndpoint {

  /** Below the base of the sign-in service. */
  public static final String PATH = "/pkiops/certs/metadata-ca.crt";

  private final AttestedAuthority authority;

  public CertificateEndpoint(AttestedAuthority authority) {
    this.authority = authority;
  }

  /** Where it is, when the sign-in service has that base. */
  public static URI address(URI base) {
    return base.resolve(PATH);
  }

  public SimulatorAnswer certificate(SimulatorRequest request) {
    try {
      return SimulatorAnswer.bytes("application/pkix-cert", authority.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without an encoding", e);
    }
  }
}
