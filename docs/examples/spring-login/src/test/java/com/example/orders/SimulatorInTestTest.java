package com.example.orders;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The simulated Azure runs in the JVM of the tests. */
class SimulatorInTestTest extends OrdersScenario {

  private static AzureSimulator azure;
  private static AzimuthServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    azure =
        AzureSimulator.start(
            AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom()));
    Path authority =
        Files.writeString(directory.resolve("ca.pem"), azure.certificateAuthorityPem());
    server = AzimuthServer.start(directory, azure.cloudBlock(authority));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    azure.close();
  }

  @Override
  URI server() {
    return server.address();
  }

  @Override
  URI metadata(String machine) {
    return azure.metadataUri(machine);
  }
}
