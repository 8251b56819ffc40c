package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MountPreparationTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  @Test
  void aServerThatListensHasTheKeysOfItsMounts() {
    TestingServer server = SHARED.server();
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

  private static long keyFetches(TestingServer server) {
    return server.azure().requestCounts().getOrDefault(SimulatorEndpoint.KEYS, 0L);
  }
}
