package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth operator}, {@code auth}, {@code policy} and {@code token}. */
final class OperatorCommandsTest {

  private static TestingServer server;

  @TempDir private Path home;
  private CommandLineRun anonymous;
  private CommandLineRun operator;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void begin() {
    anonymous = CommandLineRun.at(server, home);
    operator = anonymous.with("VAULT_TOKEN", server.rootToken());
  }

  @Test
  void initialises(@TempDir Path directory) {
    try (TestingServer fresh = TestingServer.in(directory).uninitialised().start()) {
      CommandLineRun first = CommandLineRun.at(fresh, home);

      End before = first.run("operator", "init", "-status");
      End init = first.run("operator", "init");
      End again = first.run("operator", "init");
      End after = first.run("operator", "init", "-status");

      assertThat(before.exit()).isEqualTo(2);
      assertThat(init.exit()).isZero();
      assertThat(init.out().lines()).anyMatch(line -> line.matches("Initial Root Token: azs\\..+"));
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).contains("* Vault is already initialized");
      assertThat(after.exit()).isZero();
      assertThat(first.run("status").exit()).isZero();
    }
  }

  @Test
  void initialKeysOfAScriptHaveVaultsNames(@TempDir Path directory) {
    try (TestingServer fresh = TestingServer.in(directory).uninitialised().start()) {
      End init = CommandLineRun.at(fresh, home).run("operator", "init", "-format=json");

      assertThat(init.out()).contains("\"unseal_keys_b64\": []", "\"root_token\": \"azs.");
    }
  }

  @Test
  void enablesListsAndDisablesAnAuthMethod() {
    assertThat(operator.run("auth", "enable", "-path=auth/team/", "azure").out())
        .contains("Success! Enabled azure auth method at: team/");
    assertThat(operator.run("auth", "list").out().lines())
        .anyMatch(line -> line.matches("team/ +azure +auth_azure_\\S+"));
    assertThat(operator.run("auth", "disable", "team").exit()).isZero();
    assertThat(operator.run("auth", "list").out()).doesNotContain("team/");
  }

  @Test
  void writesReadsListsAndDeletesAPolicy() {
    String text = "path \"sys/auth\" { capabilities = [\"read\"] }";

    assertThat(operator.piping(text).run("policy", "write", "ops", "-").out())
        .contains("Success! Policy written: ops");
    assertThat(operator.run("policy", "read", "ops").out()).isEqualToIgnoringNewLines(text);
    assertThat(operator.run("policy", "list").out().lines()).contains("ops", "default");
    assertThat(operator.run("policy", "delete", "ops").exit()).isZero();
    End absent = operator.run("policy", "read", "ops");
    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.err()).contains("No policy named: ops");
  }

  @Test
  void looksUpRenewsAndRevokesTokens() {
    Reply made =
        server.root().write("auth/token/create", Map.of("policies", "default", "ttl", "1h"));
    String token = made.clientToken();
    CommandLineRun holder = anonymous.with("VAULT_TOKEN", token);

    assertThat(holder.run("token", "lookup", "-field=display_name").out()).isEqualTo("token");
    assertThat(operator.piping(token).run("token", "lookup", "-field=display_name", "-").out())
        .isEqualTo("token");
    assertThat(holder.run("token", "renew", "-increment=30m", "-field=token_duration").out())
        .isEqualTo("1800");
    assertThat(
            operator
                .run("token", "revoke", "-accessor", made.auth().path("accessor").asText())
                .exit())
        .isZero();
    assertThat(holder.run("token", "lookup").exit()).isEqualTo(1);
  }

  @Test
  void makesATokenAsItIsTold() {
    End end =
        operator.run(
            "token",
            "create",
            "-policy=default",
            "-policy=web",
            "-ttl=1h",
            "-metadata=team=ops",
            "-display-name=ci",
            "-field=token");

    assertThat(end.err()).isEqualToIgnoringNewLines("Warning: Policy \"web\" does not exist");
    assertThat(end.exit()).isZero();
    Reply self = server.as(end.out()).get("auth/token/lookup-self");
    assertThat(Reply.texts(self.data().path("policies"))).containsExactly("default", "web");
    assertThat(self.data().path("creation_ttl").asInt()).isEqualTo(3600);
    assertThat(self.data().path("meta").path("team").asText()).isEqualTo("ops");
    assertThat(self.data().path("display_name").asText()).isEqualTo("token-ci");
  }

  @Test
  void ownTokenIsRevokedOnlyWhenThatIsSaid() {
    String token = server.root().write("auth/token/create", Map.of()).clientToken();
    CommandLineRun holder = anonymous.with("VAULT_TOKEN", token);

    assertThat(holder.run("token", "revoke").exit()).isEqualTo(2);
    assertThat(holder.run("token", "lookup").exit()).isZero();
    assertThat(holder.run("token", "revoke", "-self").exit()).isZero();
    assertThat(holder.run("token", "lookup").exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "auth", "policy", "token"})
  void groupsHelp(String group) {
    assertThat(anonymous.run(group).exit()).isEqualTo(2);
    End help = anonymous.run(group, "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: azimuth " + group);
  }
}
