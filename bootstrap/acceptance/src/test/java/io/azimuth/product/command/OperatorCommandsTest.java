package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth operator}, {@code auth}, {@code policy} and {@code token}. */
final class OperatorCommandsTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @TempDir private Path home;
  private CommandLineRun anonymous;
  private CommandLineRun operator;

  @BeforeAll
  static void start() {
    server = SHARED.server();
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
      End init = first.run("operator", "init", "-format=json");
      End again = first.run("operator", "init");
      End after = first.run("operator", "init", "-status");

      assertThat(before.exit()).isEqualTo(2);
      assertThat(init.exit()).isZero();
      assertThat(init.out()) // the names of Vault, for scripts
          .contains("\"unseal_keys_b64\": []", "\"root_token\": \"azs.");
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).contains("* Vault is already initialized");
      assertThat(after.exit()).isZero();
      assertThat(first.run("status").exit()).isZero();
    }
  }

  @Test
  void enablesListsAndDisablesAnAuthMethod() {
    assertThat(operator.run("auth", "enable", "-path=auth/team/", "approle").out())
        .contains("Success! Enabled approle auth method at: team/");
    assertThat(operator.run("auth", "list").out().lines())
        .anyMatch(line -> line.matches("team/ +approle +auth_approle_\\S+"));
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
  void revokesATokenAloneOrAllBelowAPath() {
    End parent = operator.run("token", "create", "-id=parent-of-two", "-renewable=false");
    assertThat(parent.exit()).isZero();
    CommandLineRun holder = anonymous.with("VAULT_TOKEN", "parent-of-two");
    assertThat(holder.run("token", "lookup", "-field=renewable").out()).isEqualTo("false");
    String child =
        server.as("parent-of-two").write("auth/token/create", Map.of("ttl", "1h")).clientToken();

    assertThat(operator.run("token", "revoke", "-mode=orphan", "parent-of-two").exit()).isZero();
    assertThat(holder.run("token", "lookup").exit()).isEqualTo(1);
    assertThat(anonymous.with("VAULT_TOKEN", child).run("token", "lookup").exit()).isZero();

    String other = server.root().write("auth/token/create", Map.of("ttl", "1h")).clientToken();
    assertThat(operator.run("token", "revoke", "-mode=path", "auth/none").exit()).isZero();
    assertThat(anonymous.with("VAULT_TOKEN", other).run("token", "lookup").exit()).isZero();
    assertThat(operator.run("token", "revoke", "-mode=all", other).exit()).isEqualTo(2);
    assertThat(operator.run("token", "revoke", "-mode=path", "-self").exit()).isEqualTo(2);
  }

  @Test
  void showsThePolicyThatACommandNeedsAndSendsNothing() {
    assertThat(operator.run("token", "create", "-output-policy").out())
        .isEqualToNormalizingNewlines(
            "path \"auth/token/create\" {\n  capabilities = [\"create\", \"update\"]\n}\n");
    assertThat(operator.run("audit", "list", "-output-policy").out())
        .contains("path \"sys/audit\"", "[\"read\", \"sudo\"]");
    assertThat(anonymous.run("list", "-output-policy", "auth/azure/role").out())
        .contains("[\"list\"]");
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

  @Test
  void enablesTunesMovesAndDisablesASecretsEngine() {
    assertThat(
            operator
                .run("secrets", "enable", "-path=team/", "-version=2", "-description=old", "kv")
                .out())
        .contains("Success! Enabled the kv secrets engine at: team/");
    assertThat(
            operator
                .run("secrets", "tune", "-description=new", "-max-lease-ttl=12h", "team/")
                .exit())
        .isZero();
    assertThat(operator.run("secrets", "list").out().lines())
        .anyMatch(line -> line.matches("Path +Type +Accessor +Description"))
        .anyMatch(line -> line.matches("team/ +kv +kv_\\S+ +new"));
    assertThat(operator.run("secrets", "list", "-detailed").out().lines())
        .anyMatch(line -> line.matches("team/ +kv +kv_\\S+ +system +43200 .*version:2.*new .*"));
    End moved = operator.run("secrets", "move", "team", "group/");
    assertThat(moved.err()).isEmpty();
    assertThat(moved.out()).contains("Success! Moved team/ to group/");
    assertThat(operator.run("secrets", "disable", "group").exit()).isZero();
    assertThat(operator.run("secrets", "list").out()).doesNotContain("group/", "team/");
    assertThat(operator.run("secrets", "tune", "group").exit()).isEqualTo(2);
    assertThat(operator.run("secrets", "move", "none", "other").err())
        .contains("Error moving none/ to other/");
  }

  @Test
  void tunesMovesAndExplainsAnAuthMethod() {
    operator.run("auth", "enable", "-path=fleet", "-default-lease-ttl=1h", "approle");

    assertThat(operator.run("auth", "tune", "-listing-visibility=unauth", "auth/fleet/").out())
        .contains("Success! Tuned the auth method at: fleet/");
    assertThat(operator.run("auth", "list", "-detailed").out().lines())
        .anyMatch(
            line -> line.matches("fleet/ +approle +auth_approle_\\S+ +3600 +system +\\S+ .*"));
    assertThat(operator.run("auth", "help", "fleet").out()).contains("## PATHS", "role/");
    assertThat(operator.run("auth", "move", "fleet", "auth/armada").out())
        .contains("Success! Moved auth/fleet/ to auth/armada/");
    assertThat(server.root().get("sys/auth").data().path("armada/").path("type").asText())
        .isEqualTo("approle");
    assertThat(operator.run("auth", "disable", "armada").exit()).isZero();
  }

  @Test
  void enablesListsAndDisablesAnAuditDevice() {
    End none = operator.run("audit", "list");
    End enabled =
        operator.run(
            "audit", "enable", "-path=void", "-description=off", "file", "file_path=discard");

    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("No audit devices are enabled");
    assertThat(enabled.err()).isEmpty();
    assertThat(enabled.out()).contains("Success! Enabled the file audit device at: void/");
    assertThat(operator.run("audit", "list").out().lines())
        .anyMatch(line -> line.matches("void/ +file +off"));
    assertThat(operator.run("audit", "list", "-detailed").out()).contains("map[file_path:discard]");
    assertThat(operator.run("audit", "disable", "void/").out())
        .contains("Success! Disabled the audit device (if it was enabled) at: void/");
    assertThat(operator.run("audit", "list").exit()).isEqualTo(2);
  }

  @Test
  void looksLeasesUpAndRevokesThem() {
    String token = server.root().write("auth/token/create", Map.of("ttl", "1h")).clientToken();
    String lease =
        server
            .root()
            .list("sys/leases/lookup/auth/token/create")
            .data()
            .path("keys")
            .path(0)
            .asText();
    String id = "auth/token/create/" + lease;

    assertThat(token).startsWith("azs.");
    assertThat(operator.run("lease", "lookup", "-field=id", id).out()).isEqualTo(id);
    assertThat(operator.run("lease", "renew", "-increment=2h", id).err())
        .contains("tokens cannot be renewed through this endpoint");
    assertThat(operator.run("lease", "revoke", "-sync", id).out()).contains("Success! Revoked");
    assertThat(operator.run("lease", "lookup", id).exit()).isEqualTo(1);
    server.root().write("auth/token/create", Map.of("ttl", "1h"));
    assertThat(operator.run("lease", "revoke", "-prefix", "auth/token/create/").out())
        .contains("Success! Revoked all leases below auth/token/create/");
    assertThat(operator.run("list", "sys/leases/lookup/auth/token/create").exit()).isEqualTo(2);
    assertThat(operator.run("lease", "revoke", "-force", id).exit()).isEqualTo(2);
  }

  @Test
  void patchesWhatIsAtAPath() {
    server.root().write("sys/mounts/patched", Map.of("type", "kv-v2"));
    server.root().write("patched/metadata/app", Map.of("max_versions", 3, "cas_required", true));

    End end = operator.run("patch", "patched/metadata/app", "max_versions=5");

    assertThat(end.err()).isEmpty();
    assertThat(end.out()).contains("Success! Data written to: patched/metadata/app");
    assertThat(server.root().get("patched/metadata/app").data().path("max_versions").asInt())
        .isEqualTo(5);
    assertThat(server.root().get("patched/metadata/app").data().path("cas_required").asBoolean())
        .isTrue();
    assertThat(operator.run("patch", "patched/metadata/app").exit()).isEqualTo(2);
  }

  @Test
  void showsWhatATokenMayDo() {
    String text = "path \"sys/auth\" { capabilities = [\"read\", \"list\"] }";
    operator.piping(text).run("policy", "write", "seeing", "-");
    Reply made = server.root().write("auth/token/create", Map.of("policies", "seeing"));
    String accessor = made.auth().path("accessor").asText();
    CommandLineRun holder = anonymous.with("VAULT_TOKEN", made.clientToken());

    assertThat(holder.run("token", "capabilities", "sys/auth").out())
        .isEqualToIgnoringNewLines("list, read");
    assertThat(
            operator
                .piping(made.clientToken() + "\n")
                .run("token", "capabilities", "-", "sys/auth")
                .out())
        .isEqualToIgnoringNewLines("list, read");
    assertThat(
            operator
                .run("token", "capabilities", "-accessor", accessor, "sys/auth", "sys/seal")
                .out()
                .lines())
        .anyMatch(line -> line.matches("sys/auth +list, read"))
        .anyMatch(line -> line.matches("sys/seal +deny"));
    assertThat(operator.run("token", "capabilities", "-format=json", "sys/auth").out())
        .contains("\"root\"");
  }

  @Test
  void laysAPolicyOut() throws IOException {
    Path file =
        Files.writeString(home.resolve("web.hcl"), "path  \"a\"{\ncapabilities=[\"read\"] # c\n}");

    assertThat(operator.run("policy", "fmt", "-check", file.toString()).exit()).isEqualTo(1);
    assertThat(operator.run("policy", "fmt", file.toString()).out()).contains("Success!");
    assertThat(file).hasContent("path \"a\" {\n  capabilities = [\"read\"] # c\n}\n");
    assertThat(operator.run("policy", "fmt", "-check", file.toString()).exit()).isZero();
    End bad =
        anonymous.piping("path \"a\" {\n  capabilities = [\"fly\"]\n}").run("policy", "fmt", "-");
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.err()).contains("Error in -: ", "fly");
    assertThat(bad.out()).isEmpty();
  }

  @Test
  void explainsWhichRuleDecides() {
    String text =
        "path \"sys/auth\" { capabilities = [\"read\"] }\n"
            + "path \"sys/*\" { capabilities = [\"list\"] }";
    operator.piping(text).run("policy", "write", "decided", "-");

    End granted = operator.run("policy", "explain", "-policy=decided", "sys/auth");
    End denied =
        operator.run("policy", "explain", "-policy=decided", "-operation=delete", "sys/auth/x");
    End own = operator.run("policy", "explain", "-format=json", "sys/auth");

    assertThat(granted.exit()).isZero();
    assertThat(granted.out().lines())
        .contains("The request would be allowed.")
        .anyMatch(line -> line.matches("rule +sys/auth"))
        .anyMatch(line -> line.matches("Other Rule +Policies +Why It Does Not Decide"))
        .anyMatch(line -> line.matches("sys/\\* +\\[decided] +.+"));
    assertThat(denied.exit()).isEqualTo(1);
    assertThat(denied.out()).contains("The request would be denied.", "capability_missing");
    assertThat(own.out()).contains("\"outcome\": \"root\"");
    assertThat(operator.run("policy", "explain", "-policy=none", "sys/auth").exit()).isEqualTo(2);
  }

  @Test
  void rotatesTheEncryptionKeyAndShowsIt() {
    End before = operator.run("operator", "key-status", "-format=json");
    End rotated = operator.run("operator", "rotate");

    assertThat(before.out()).contains("\"term\"");
    assertThat(rotated.exit()).isZero();
    assertThat(rotated.out().lines())
        .contains("Success! Rotated the key.")
        .anyMatch(line -> line.matches("Key Term +[2-9]"))
        .anyMatch(line -> line.matches("Install Time +\\S+"))
        .anyMatch(line -> line.matches("Encryption Count +\\d+"));
  }

  @Test
  void refusalWithoutATokenSaysWhatIsMissing() {
    assertThat(anonymous.run("secrets", "list").err())
        .contains(
            "Code: 403", "No token was sent: set AZIMUTH_TOKEN, or log in with azimuth login.");
    String token =
        server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
    assertThat(anonymous.with("VAULT_TOKEN", token).run("secrets", "list").err())
        .contains("Code: 403")
        .doesNotContain("No token was sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--granted --refused audit.log",
        "--requests --refused audit.log",
        "--since=yesterday audit.log",
        "--client=localhost audit.log",
        "--token=azs.x audit.log",
        "--count-by=colour audit.log",
        "--count-by=role --follow audit.log",
        "--follow -",
        "--token=- -"
      })
  void searchOfAuditFilesThatCannotWorkIsWrongUsage(String arguments) {
    End end = anonymous.run(("audit find " + arguments).strip().split(" ", -1));

    assertThat(end.exit()).as(end.err()).isEqualTo(2);
    assertThat(end.err()).contains("azimuth audit find --help");
  }

  @Test
  void searchOfAuditFilesThatAreNotThereFails() throws IOException {
    Path config = Files.writeString(home.resolve("azimuth.hcl"), "audit_directory = 5\n");

    assertThat(anonymous.run("audit", "find", "none.log").err()).contains("there is no such file");
    assertThat(anonymous.run("audit", "find", "none.log").exit()).isEqualTo(1);
    assertThat(anonymous.run("audit", "find", "--config", config.toString()).exit()).isEqualTo(1);
  }

  @Test
  void everyHelpHasAnExample() {
    assertThat(leaves(List.of())).hasSizeGreaterThan(60);
  }

  private List<String> leaves(List<String> group) {
    List<String> line = new ArrayList<>(group);
    line.add("--help");
    End help = anonymous.run(line.toArray(String[]::new));
    String name = ("azimuth " + String.join(" ", group)).strip();
    assertThat(help.exit()).isZero();
    assertThat(help.out()).as("help of %s", name).contains("Examples:", "\n  " + name);
    List<String> found = new ArrayList<>();
    int commands = help.out().indexOf("Commands:");
    if (commands < 0) {
      found.add(name);
      return found;
    }
    help.out()
        .substring(commands)
        .lines()
        .skip(1)
        .takeWhile(row -> row.startsWith("  "))
        .filter(row -> row.matches("  [a-z].*"))
        .map(row -> row.strip().split(" ", -1)[0])
        .forEach(
            command -> {
              List<String> below = new ArrayList<>(group);
              below.add(command);
              found.addAll(leaves(below));
            });
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "auth", "policy", "token", "kv", "secrets", "audit", "lease"})
  void groupsHelp(String group) {
    assertThat(anonymous.run(group).exit()).isEqualTo(2);
    End help = anonymous.run(group, "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: azimuth " + group);
  }
}
