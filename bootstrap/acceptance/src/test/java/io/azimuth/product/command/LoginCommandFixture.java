package io.azimuth.product.command;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server for logins with the simulated Azure, and a home in which no token is kept. */
abstract class LoginCommandFixture {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  static TestingServer server;
  static AzureMount mount;

  @TempDir Path home;
  CommandLineRun workload;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = AzureMount.enable(server, "azure").readingResources();
    mount.role("web", "token_policies", "web", "token_ttl", "1h");
  }

  @BeforeEach
  void begin() {
    server.azure().reset();
    workload = CommandLineRun.at(server, home);
  }

  /** The metadata service of that machine. */
  static String machine(String name) {
    return server.azure().metadataUri(name).toString();
  }
}
