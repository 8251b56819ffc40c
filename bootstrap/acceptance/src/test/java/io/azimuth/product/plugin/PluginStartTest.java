package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.product.server.AzureMethod;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plugins and their settings at the start of a server, and when it cannot start. */
@Tag("javac")
@Tag("slow")
class PluginStartTest {

  private static final String SECRET = "its-own-secret-77aa";
  private static final String BADGE = "plugin \"badge\" {\n  pepper = \"0123456789-pepper-0\"\n}";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  @TempDir private Path directory;
  @TempDir private Path scratch;
  private List<String> threads = List.of();

  @BeforeEach
  void build() throws Exception {
    PluginBuild.prowler(directory.resolve("plugins"), scratch);
  }

  private TestingServerBuilder failingIn(String place) {
    return TestingServer.in(directory)
        .config("plugin_directory = \"plugins\"")
        .config(
            "plugin \"prowler\" {\n  fail = \"%s\"\n  secret = \"%s\"\n}".formatted(place, SECRET));
  }

  @Test
  void aPluginThatCannotBeCreatedKeepsTheServerFromStarting() {
    assertThatThrownBy(failingIn("create")::start)
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "the auth method \"prowler\" (prowler.jar) cannot be created:"
                + " java.lang.IllegalStateException: no port for (hidden)");
  }

  @Test
  void aPluginThatDoesNotStartKeepsTheServerFromStarting() {
    assertThatThrownBy(failingIn("start")::start)
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("the auth method \"prowler\" (prowler.jar) cannot be started: ")
        .hasMessageEndingWith("java.lang.IllegalStateException")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void allAreClosedInReverseWhenALaterPartDoesNotStart() throws Exception {
    PluginBuild.badge(directory.resolve("plugins"), scratch);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestingServerBuilder server =
          failingIn("never")
              .config(BADGE)
              .config(
                  "listener \"tcp\" {\n  address = \"127.0.0.1:%d\"\n  tls_disable = true\n}"
                      .formatted(taken.getLocalPort()));

      assertThatThrownBy(server::start).hasMessageStartingWith("cannot listen on ");
      assertThat(SHARED.server().log()) // of the process
          .containsSubsequence(
              "badge: badges of the site main can log in",
              "prowler: prowler started",
              "prowler: prowler closed",
              "badge: badges of the site main can no longer log in");
    }
  }

  @Test
  void aMissingSettingIsAProblemOfTheFile() throws Exception {
    PluginBuild.badge(directory.resolve("plugins"), scratch);

    assertThat(problems("")).contains("azimuth.hcl: plugin \"badge\": pepper: is missing");
  }

  @Test
  void wrongSettingsAreReportedWithTheirLines() throws Exception {
    PluginBuild.badge(directory.resolve("plugins"), scratch);

    assertThat(problems("plugin \"badge\" {\n  peper = \"x\"\n}\nplugin \"badg\" {}\n"))
        .contains(
            "azimuth.hcl:8: plugin \"badge\": unknown key \"peper\"; did you mean \"pepper\"?",
            "azimuth.hcl:10: plugin \"badg\": there is no such plugin;"
                + " did you mean \"badge\"?");
    assertThat(problems("plugin \"badge\" {\n  site = \"x\"\n  pepper = \"short\"\n}\n"))
        .contains("azimuth.hcl:9: plugin \"badge\": pepper: must have at least 16 characters");
    assertThat(problems(BADGE + "\nplugin \"zebra\" {}"))
        .contains(
            "there is no such plugin; there are: approle, "
                + (AzureMethod.isPresent() ? "azure, " : "")
                + "badge, jwt, kubernetes, kv, oidc");
    assertThat(problems(BADGE + "\nplugin \"jwt\" {\n  tenant = \"x\"\n}"))
        .contains("azimuth.hcl:11: plugin \"jwt\": unknown key \"tenant\"");
  }

  @Test
  void problemsOfASealAreThoseOfItsBlock() throws Exception {
    PluginBuild.signet(directory.resolve("plugins"), scratch);

    assertThat(problems("seal \"signet\" {\n  name = \"a\"\n  phrase = \"short\"\n}\n"))
        .contains("azimuth.hcl:9: seal \"signet\": phrase: must have at least 16 characters");
    assertThat(problems("seal \"signet\" {\n  nam = \"a\"\n}\n"))
        .contains("azimuth.hcl:8: seal \"signet\": unknown key \"nam\"; did you mean \"name\"?");
    assertThat(problems("seal \"sigil\" {}\n"))
        .contains(
            "azimuth.hcl:7: seal \"sigil\": the kinds are \"static\", \"azurekeyvault\" and"
                + " \"signet\"; without a seal block, Shamir key shares are used");
  }

  @Test
  void problemsOfAnAuditDeviceAreThoseOfItsBlock() throws Exception {
    PluginBuild.ledger(directory.resolve("plugins"), scratch);

    assertThat(problems("")).contains("azimuth.hcl: plugin \"ledger\": directory: is missing");
    assertThat(problems("plugin \"ledger\" {\n  directory = \"x\"\n  bok = \"x\"\n}\n"))
        .contains("azimuth.hcl:9: plugin \"ledger\": unknown key \"bok\"");
  }

  @Test
  void theSettingsOfAPluginAreReadByNoOther() throws Exception {
    PluginBuild.badge(directory.resolve("plugins"), scratch);
    PluginBuild.mole(directory.resolve("plugins"), scratch);

    assertThat(problems(BADGE))
        .contains(
            "azimuth.hcl:7: plugin \"badge\": the auth method \"badge\" (auth-badge.jar) and the"
                + " secrets engine \"badge\" (mole.jar) are not of one file, so they cannot share a"
                + " block")
        .doesNotContain("mole.jar failed");
  }

  @Test
  void aJarWithAnotherChecksumKeepsTheServerFromStarting() throws Exception {
    String actual =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(directory.resolve("plugins/prowler.jar"))));
    String pin = "plugin_checksums {\n  \"prowler.jar\" = \"sha256:%s\"\n}\n";

    assertThat(problems(pin.formatted(actual.toUpperCase(Locale.ROOT)))).doesNotContain("jar");
    assertThat(problems(pin.formatted("0".repeat(64))))
        .contains(
            "azimuth.hcl: prowler.jar must have sha256:%s (plugin_checksums), but the file has sha256:%s"
                .formatted("0".repeat(64), actual));
  }

  @Test
  void othersShouldNotWriteToTheDirectory() throws Exception {
    Files.setPosixFilePermissions(
        directory.resolve("plugins"), PosixFilePermissions.fromString("rwxrwxr-x"));

    assertThat(problems(""))
        .contains(
            "plugin_directory: others than the owner may write to plugins (rwxrwxr-x)", "warning");
  }

  @Test
  void aProblemNeverRepeatsAValue() throws Exception {
    String block = "plugin \"prowler\" {\n  secret = \"%s\"\n  fail = \"%s\"\n}";

    assertThat(problems(block.formatted(SECRET, "validate")))
        .contains("azimuth.hcl:9: plugin \"prowler\": fail: is (hidden)")
        .doesNotContain(SECRET);
    assertThat(problems(block.formatted(SECRET, "validator")))
        .contains(
            "azimuth.hcl:7: plugin \"prowler\": prowler.jar failed to check the settings:"
                + " java.lang.IllegalStateException")
        .doesNotContain(SECRET);
  }

  @Test
  void theThreadsOfAPluginAreAKeyOfTheServer() throws Exception {
    String prowler = "plugin \"prowler\" {\n  max_threads = %s\n}\n";

    assertThat(problems(prowler.formatted("12"))).isEqualTo("[]");
    assertThat(threads).containsExactly("plugin[prowler].max_threads = 12");
    assertThat(problems("")).isEqualTo("[]");
    assertThat(threads).containsExactly("plugin[prowler].max_threads = 8");
    for (String wrong : List.of("0", "1001", "\"many\"", "1.5")) {
      assertThat(problems(prowler.formatted(wrong)))
          .contains(
              "azimuth.hcl:8: plugin \"prowler\": max_threads: must be a whole number from 1 to"
                  + " 1000");
    }
    assertThat(problems("plugin \"jwt\" {\n  max_threads = 3\n}\n"))
        .contains(
            "azimuth.hcl:8: plugin \"jwt\": max_threads is for auth methods and secrets engines of"
                + " jars");
  }

  private String problems(String blocks) throws Exception {
    Path file = directory.resolve("azimuth.hcl");
    Files.writeString(
        file,
        """
        listener "tcp" {
          address     = "127.0.0.1:0"
          tls_disable = true
        }
        storage "inmem" {}
        plugin_directory = "plugins"
        """
            + blocks);
    StartupCheck.Outcome outcome = new StartupCheck(Environment.of(Map.of())).check(file);
    threads = outcome.plan().map(StartupPlan::handlerThreads).orElse(List.of());
    outcome.plan().ifPresent(StartupPlan::close);
    return outcome.problems().all().toString().replace(directory + "/", "");
  }
}
