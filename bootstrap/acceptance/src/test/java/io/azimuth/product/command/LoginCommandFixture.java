package io.azimuth.product.command;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  /**
   * A program that lets the simulated service attest that machine, as Azure's client does on a
   * guest.
   */
  Path attestationCommand(String attested) throws IOException {
    Path program =
        Files.writeString(
            home.resolve("attest"),
            """
            #!/bin/sh
            nonce=$(printf %%s "$AZIMUTH_ATTESTATION_NONCE" | base64 | tr -d '\\n')
            info=$(printf '{"ClientPayload":{"nonce":"%%s"}}' "$nonce" | base64 | tr -d '\\n')
            printf '{"AttestationInfo":"%%s"}' "$info" |
              curl -s --cacert '%s' -H 'X-Simulator-Machine: %s' -d @- \\
                '%s/attest/AzureGuest?api-version=2020-10-01' |
              sed 's/.*"token" *: *"\\([^"]*\\)".*/\\1/'
            """
                .formatted(server.path("ca.pem"), attested, server.azure().attestation().issuer()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  /** The metadata service of that machine. */
  static String machine(String name) {
    return server.azure().metadataUri(name).toString();
  }
}
