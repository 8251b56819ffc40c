package io.azimuth.adapters.azure;

import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.testkit.contract.CredentialRotatorContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rotator over Microsoft Graph, on the simulated Azure. */
@Timeout(120)
class GraphCredentialRotatorContractTest extends CredentialRotatorContract {

  @TempDir static Path directory;
  private static SimulatedServices services;

  @BeforeAll
  static void startSimulator() throws IOException {
    services = SimulatedServices.start(directory);
  }

  @AfterAll
  static void stopSimulator() {
    services.close();
  }

  @BeforeEach
  void wire() {
    services.wire();
  }

  @AfterEach
  void endFetches() {
    services.endFetches();
  }

  @Override
  protected Registration registration() {
    return new Registration(
        services.service(CredentialRotator.class),
        SimulatedServices.access(SimulatedServices.SECRET),
        SimulatedServices.CLIENT,
        Instant.now());
  }
}
