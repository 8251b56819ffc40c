package io.azimuth.product.azure.rotation;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.testkit.fake.TestCertificates;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;

/** Gives the server's application in the simulated Azure a certificate. */
final class RegisteredCertificate {

  private static final Instant EXPIRES = Instant.parse("2090-01-01T00:00:00Z");

  private RegisteredCertificate() {}

  /** Registers a new certificate with that subject and returns it with its key in PEM. */
  static SecretText register(AzureSimulator azure, String commonName) {
    // The library of the server signs its assertions by the clock of this machine.
    azure.federation().assertionsSignedBy(Clock.systemUTC());
    SecretText pem = TestCertificates.make(commonName, EXPIRES);
    try {
      byte[] text = pem.expose().getBytes(StandardCharsets.US_ASCII);
      azure
          .federation()
          .registerCertificate(
              "azimuth-server",
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(text)));
      return pem;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
