package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the documentation, built outside of our build, works in a server. */
@Tag("javac")
class PluginFromJarTest {

  private static final String PEPPER = "0123456789-pepper-abcdef";

  @TempDir private Path directory;
  @TempDir private Path scratch;

  private TestingServerBuilder server() throws Exception {
    PluginBuild.badge(directory.resolve("plugins"), scratch);
    return TestingServer.in(directory)
        .config("plugin_directory = \"plugins\"")
        .config("plugin \"badge\" {\n  site = \"north\"\n  pepper = \"" + PEPPER + "\"\n}");
  }

  @Test
  void logsInRenewsUsesItsSettingsAndHelpDescribesIt() throws Exception {
    String log;
    try (TestingServer server = server().start()) {
      server.root().write("sys/auth/badge", Map.of("type", "badge"));
      assertThat(server.root().get("auth/badge?help=1").text())
          .contains("Logs users in with the number of their badge.");
      server
          .root()
          .write("auth/badge/user/ada", Map.of("badge", "1815-12-10", "token_policies", "reader"));

      Reply login =
          server.anonymous().post("auth/badge/login", Map.of("user", "ada", "badge", "1815-12-10"));

      assertThat(login.status()).isEqualTo(200);
      assertThat(Reply.texts(login.auth().path("policies"))).contains("default", "reader");
      assertThat(login.auth().path("metadata").path("site").asText()).isEqualTo("north");
      assertThat(login.auth().path("entity_id").asText()).isNotEmpty();
      assertThat(server.as(login.clientToken()).post("auth/token/renew-self").status())
          .isEqualTo(200);

      Reply refused =
          server.anonymous().post("auth/badge/login", Map.of("user", "ada", "badge", "1815"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.errors()).containsExactly("wrong user or badge");

      server.root().delete("auth/badge/user/ada");
      assertThat(server.as(login.clientToken()).post("auth/token/renew-self").errors())
          .containsExactly("the user does not exist any more");
      server.stop();
      log = server.log();
    }
    assertThat(log)
        .contains(
            "plugin started kind=\"auth method\" type=badge from=auth-badge.jar",
            "plugin started kind=\"auth method\" type=approle from=\"built in\"",
            "plugin started kind=\"secrets engine\" type=kv from=\"built in\"",
            "plugin started kind=\"storage engine\"",
            "badge: badges of the site north can log in",
            "badge: badges of the site north can no longer log in")
        .doesNotContain(PEPPER);
  }

  @Test
  void theContractTestOfTheExampleCompiles() throws Exception {
    PluginBuild.badgeTests(scratch);
  }
}
