package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code azimuth lint} and {@code azimuth doctor} find. */
final class DiagnosisCommandsTest extends ClientCommandsFixture {

  @RegisterExtension static final SharedServer FRESH = SharedServer.uninitialised();

  @Test
  @AboutAzure
  void lintSaysWhatToChangeAndFailsForWarnings() {
    AzureMount linted = AzureMount.enable(server, "linted");
    linted.role("narrow", "token_policies", "default,linted", "token_ttl", "1h");
    server.tokenWith("linted", "path \"sys/mounts\" { capabilities = [\"read\"] }");
    linted.role("wide", "token_policies", "linted,gone", "bound_locations", "westeurope");

    End all = operator.run("lint", "-mount=linted");
    End narrow = operator.run("lint", "-mount=auth/linted/", "narrow");
    End json = operator.run("lint", "-format=json");
    End none = operator.run("lint", "-mount=linted", "none");
    End stranger = anonymous.run("lint");

    assertThat(all.exit()).isEqualTo(1);
    assertThat(all.out().lines())
        .containsSubsequence(
            "auth/linted/role/narrow",
            "  note shared_identity",
            "auth/linted/role/wide",
            "  warning identity_region",
            "    azimuth write auth/linted/role/wide bound_resource_types="
                + "Microsoft.Compute/virtualMachines,Microsoft.Compute/virtualMachineScaleSets",
            "  warning no_ttl",
            "    token_ttl is not set: a token lives 768h",
            "    azimuth write auth/linted/role/wide token_ttl=3600",
            "  warning policy_missing",
            "3 warnings and 1 note on 2 roles");
    assertThat(narrow.exit()).isZero();
    assertThat(narrow.out()).endsWith("0 warnings and 1 note on 1 role\n");
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json(json).findValuesAsText("mount")).contains("auth/azure", "auth/linted");
    assertThat(json(json).findValuesAsText("code")).contains("no_ttl", "shared_identity");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("there is no role none");
    assertThat(stranger.exit()).isEqualTo(1);
    assertThat(stranger.err()).contains("--mount names one");
  }

  @Test
  void lintCountsNoAdviceThatTheConfigurationAcknowledges() {
    operator.run("auth", "enable", "-path=settled", "approle");
    for (String role : List.of("settled", "other")) {
      operator.run("write", "auth/settled/role/" + role, "bind_secret_id=true");
    }

    End settled = operator.run("lint", "-mount=settled", "settled");
    End json = operator.run("lint", "-mount=settled", "-format=json", "settled");
    End other = operator.run("lint", "-mount=settled", "other");

    assertThat(settled.out().lines()).contains("  acknowledged no_ttl: decided");
    assertThat(settled.out()).contains("0 warnings and ");
    assertThat(settled.exit()).isZero();
    assertThat(json(json).findValuesAsText("acknowledged")).containsExactly("decided");
    assertThat(other.out().lines()).contains("  warning no_ttl");
    assertThat(other.exit()).isEqualTo(1);
  }

  @Test
  void lintReadsTheRolesOfOtherMethods() {
    operator.run("auth", "enable", "-path=lint-app", "approle");
    operator.run(
        "write",
        "auth/lint-app/role/open",
        "bind_secret_id=false",
        "secret_id_bound_cidrs=10.0.0.0/8",
        "token_ttl=1h");

    End all = operator.run("lint");

    assertThat(all.exit()).isEqualTo(1);
    assertThat(all.out().lines())
        .containsSubsequence(
            "auth/lint-app/role/open",
            "  warning no_secret_id",
            "    azimuth write auth/lint-app/role/open bind_secret_id=true");
  }

  @Test
  void explainOfALoginWithoutARightSaysWhichOne() throws IOException {
    Path jwt = Files.writeString(home.resolve("jwt"), "a.b.c");

    assertThat(anonymous.run("login", "--role=web", "--explain", "--jwt-file=" + jwt).err())
        .contains(
            "No token was sent", "--explain needs a token with update on auth/azure/login/explain");
  }

  @Test
  @AboutAzure
  void doctorLooksAtTheMachineTheServerAndAzure() throws IOException {
    azure.orElseThrow().readingResources();
    Path bundle = home.resolve("help.tar.gz");
    String config = server.path("azimuth.hcl").toString();

    End all = operator.run("doctor", "--config", config, "--bundle", bundle.toString());
    End again = operator.run("doctor", "--bundle", bundle.toString());
    End little = anonymous.run("doctor", "-format=json");

    assertThat(all.out().lines())
        .anyMatch(line -> line.matches("ok +configuration +.*azimuth.hcl is good"))
        .anyMatch(line -> line.matches("ok +server +unsealed, and it serves"))
        .anyMatch(line -> line.matches("ok +clock +as that of the server"))
        .anyMatch(line -> line.matches("ok +version +client and server are .*"))
        .anyMatch(line -> line.matches("note +audit devices +none: .*; acknowledged: .*"))
        .anyMatch(line -> line.matches("ok +auth/azure resource_manager +reached in \\d+ ms"))
        .anyMatch(line -> line.matches("ok +clock of Azure +as that of the server"))
        .anyMatch(line -> line.matches("\\d+ checks: 0 failed, .*"));
    assertThat(all.exit()).isZero();
    assertThat(again.err()).contains("exists already");
    assertThat(json(little).path("good").asBoolean()).isTrue();
    assertThat(little.out()).contains("no --config", "no token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
        .isEqualTo("rw-------");
    String text = unpacked(bundle);
    assertThat(text)
        .contains(
            "azimuth-doctor/findings.txt",
            "azimuth-doctor/health.json",
            "azimuth-doctor/metrics.json",
            "azimuth-doctor/status-azure.json",
            "azimuth_clock_offset_seconds",
            "storage = ",
            "seal.current_key = (hidden)")
        .doesNotContain(server.rootToken(), "lab-secret-of-azimuth-server", "azs.");
  }

  /** The text of a tar file, of which the test only wants to know what is in it. */
  private static String unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] bytes = in.readAllBytes();
      assertThat(bytes.length % 512).isZero();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void doctorAsksNoMoreThanTheServerCanAnswer() {
    End away = operator.run("doctor", "--address=http://127.0.0.1:1");
    End ended = anonymous.with("AZIMUTH_TOKEN", "azs.ended").run("doctor");
    End fresh =
        CommandLineRun.at(FRESH.server(), home).with("AZIMUTH_TOKEN", "azs.any").run("doctor");

    assertThat(fresh.exit()).isEqualTo(1);
    assertThat(fresh.out()).contains("not initialised", "to do: azimuth operator init");
    assertThat(fresh.out().lines())
        .filteredOn(line -> line.startsWith("fail"))
        .as("the server is asked no more once it says that it serves nobody")
        .hasSize(1);
    assertThat(ended.out().lines())
        .filteredOn(line -> line.startsWith("fail"))
        .singleElement()
        .asString()
        .contains("token", "the server does not take it: ", "invalid token");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.out().lines())
        .anyMatch(line -> line.matches("fail +server +no answer: nothing listens at .*"));
  }

  @Test
  void doctorAsksNoServerThatCannotBeTheOneOfTheFile() throws IOException {
    Path free = Files.writeString(home.resolve("free.hcl"), configuration("tls_disable = true"));
    Path broken = Files.writeString(home.resolve("broken.hcl"), configuration("tls_disabled = 1"));
    CommandLineRun alone = CommandLineRun.away(home);

    End before = alone.run("doctor", "--config", free.toString());
    End wrong = alone.run("doctor", "--config", broken.toString());

    assertThat(before.out().lines())
        .anyMatch(line -> line.matches("ok +listener .* the address is free: .*"))
        .anyMatch(line -> line.matches("note +server +it does not run: .*"));
    assertThat(before.exit()).isZero();
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out().lines())
        .anyMatch(line -> line.matches("fail +configuration .*tls_disabled.*"))
        .anyMatch(line -> line.matches("skip +server +not asked: .*"));
  }

  /** That of a server whose address nothing else takes, as no other test listens there. */
  private String configuration(String listener) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.77"))) {
      return "listener \"tcp\" {\n  address = \"127.0.0.77:%d\"\n  %s\n}\n"
              .formatted(socket.getLocalPort(), listener)
          + "storage \"mapdb\" { path = \"%s\" }\n".formatted(home.resolve("data"));
    }
  }
}
