package io.azimuth.product.azure;

import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads the Azure SDK into this process, by a login at a server of its own. On a busy machine that
 * can take longer than a login may take, and the first test would be refused.
 */
final class WarmSdk {

  private static boolean warm;

  private WarmSdk() {}

  /** Does it once. */
  static synchronized void load() {
    if (warm) {
      return;
    }
    try (TestingServer server =
        TestingServer.in(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "warm"))
            .start()) {
      var unused =
          AzureMount.enable(server, "azure")
              .readingResources()
              .role("web", "bound_resource_groups", "rg-web")
              .warm("web");
      warm = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
