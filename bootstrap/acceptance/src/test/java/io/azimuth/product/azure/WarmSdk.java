package io.azimuth.product.azure;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.time.Duration;

/**
 * Loads the Azure SDK into this process, by a login at a shared server. On a busy machine that can
 * take longer than a login may take, and the first test would be refused.
 */
final class WarmSdk {

  private static boolean warm;

  private WarmSdk() {}

  /** Does it once. */
  static synchronized void load() {
    if (warm) {
      return;
    }
    TestingServer server = SharedServer.inMemory().server();
    Reply login =
        AzureMount.enable(server, "warm")
            .readingResources()
            .role("web", "bound_resource_groups", "rg-web")
            .warm("web")
            .loggedIn("web");
    warm = true;
    server.root().delete("sys/auth/warm");
    server.root().delete("identity/entity/id/" + login.auth().path("entity_id").asText());
    server.root().post("auth/token/tidy"); // a class that shares it may count its records
    Waiting.until(Duration.ofSeconds(30), () -> server.count("sweep/") == 0);
  }
}
