package io.azimuth.product.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server with a role at {@code auth/azure}, and the commands of a stranger and an operator. */
abstract class ClientCommandsFixture {

  /** The type of the mount {@code auth/azure}. Most commands work alike with every auth method. */
  static final String TYPE = AzureMethod.isPresent() ? "azure" : "jwt";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  static TestingServer server;
  static Optional<AzureMount> azure = Optional.empty();
  static Roles roles;

  @TempDir Path home;
  CommandLineRun anonymous;
  CommandLineRun operator;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    if (AzureMethod.isPresent()) {
      azure = Optional.of(AzureMount.enable(server, "azure"));
      roles = azure.orElseThrow()::role;
    } else {
      roles = JwtMount.enable(server, "azure")::role;
    }
  }

  @BeforeEach
  void makeRole() {
    roles.role("web", "token_policies", "web,ops", "token_ttl", "1h");
    anonymous = CommandLineRun.at(server, home);
    operator = anonymous.with("VAULT_TOKEN", server.rootToken());
  }

  /** Creates roles of the mount. */
  interface Roles {
    Object role(String name, Object... furtherParameters);
  }

  static JsonNode json(End end) {
    try {
      return new ObjectMapper().readTree(end.out());
    } catch (IOException e) {
      throw new AssertionError(end.out(), e);
    }
  }
}
