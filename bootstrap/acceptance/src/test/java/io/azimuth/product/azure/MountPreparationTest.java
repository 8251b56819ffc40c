package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MountPreparationTest {

  @Test
  void aServerThatListensHasTheKeysOfItsMounts(@TempDir Path directory) {
    try (TestingServer server = TestingServer.in(directory).onMapDb().start()) {
      AzureMount azure = AzureMount.enable(server, "azure").role("web");
      String jwt = azure.jwt();
      server.stop();
      long before = keyFetches(server);

      server.start();

      long after = keyFetches(server);
      assertThat(after).isGreaterThan(before);
      assertThat(azure.login("web", jwt).status()).isEqualTo(200);
      assertThat(keyFetches(server)).isEqualTo(after);
    }
  }

  private static long keyFetches(TestingServer server) {
    return server.azure().requestCounts().getOrDefault(SimulatorEndpoint.KEYS, 0L);
  }
}
