package io.azimuth.adapters.azure;

import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.testkit.contract.CredentialRotatorContract;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rotator over Microsoft Graph keeps its contract with certificates, on the simulated Azure.
 */
@Timeout(120)
@Tag("slow")
class GraphCertificatesContractTest extends CredentialRotatorContract {

  @TempDir static Path directory;
  private static SimulatedServices services;
  private SecretText pem = SecretText.of("");

  @BeforeAll
  static void startSimulator() throws IOException {
    services = SimulatedServices.start(directory);
  }

  @AfterAll
  static void stopSimulator() {
    services.close();
  }

  @BeforeEach
  void wire() throws GeneralSecurityException {
    services.wire();
    pem = SecretText.of(OwnCertificates.pem(Instant.now().plus(Duration.ofDays(90))));
    services.register(pem);
  }

  @AfterEach
  void endFetches() {
    services.endFetches();
  }

  @Override
  protected Registration registration() {
    return new Registration(
        services.service(CredentialRotator.class),
        SimulatedServices.access(
            new ServerCredential.ClientCertificate(SimulatedServices.CLIENT, pem)),
        SimulatedServices.CLIENT,
        Instant.now());
  }
}
