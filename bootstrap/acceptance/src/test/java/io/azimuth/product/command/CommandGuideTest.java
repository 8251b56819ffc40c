package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What helps to find a command, an option or a path: help, completion, manual pages, hints. */
final class CommandGuideTest extends ClientCommandsFixture {

  @Test
  @AboutAzure
  void pathHelpSaysWhatCanBeDoneAtAPath() {
    End path = operator.run("path-help", "auth/azure/role/web");
    End mount = operator.run("path-help", "auth/azure/");
    End json = operator.run("path-help", "-format=json", "auth/azure/login");
    End none = operator.run("path-help", "auth/azure/none");

    assertThat(path.out()).contains("Matching Route: role/:name", "bound_service_principal_ids");
    assertThat(mount.out()).contains("## PATHS", "rotate-root");
    assertThat(json.out()).contains("\"see_also\"", "\"openapi\"");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("unsupported path");
  }

  @ParameterizedTest
  @CsvSource({
    "operator rekye, operator rekey",
    "kv gett, kv get",
    "kv metadata pu, kv metadata put",
    "raed, read",
  })
  void unknownCommandNamesTheOneThatWasMeant(String typed, String meant) {
    End end = anonymous.run(typed.split(" ", -1));

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err())
        .startsWith("azimuth: there is no command '" + typed + "'; did you mean '" + meant + "'?");
  }

  @Test
  void hintsOfTheServerNameTheCommandsOfThisProgram() {
    server.root().write("sys/mounts/hinted", Map.of("type", "kv-v2"));

    End list = operator.run("list", "hinted");
    End read = operator.run("read", "hinted/x");
    End scan = operator.run("list", "-recursive", "hinted");

    assertThat(scan.err()).contains("Use 'azimuth kv list -recursive' for this operation");
    assertThat(list.err() + read.err())
        .contains("Use 'azimuth kv list' for this operation", "Use 'azimuth kv get'")
        .doesNotContain("Vault CLI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void everyShellHasAScriptThatAsksTheProgram(String shell) {
    End end = anonymous.run("completion", shell);

    assertThat(end.exit()).isZero();
    assertThat(end.out()).contains(" complete -- ");
    assertThat(anonymous.run("completion", "tcsh").exit()).isEqualTo(2);
  }

  private static List<String> completed(CommandLineRun run, String words) {
    End end = run.run(("complete -- " + words).split(" ", -1));
    assertThat(end.err()).isEmpty();
    return end.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
  }

  @Test
  void completesCommandsOptionsAndTheirValues() {
    assertThat(completed(anonymous, ""))
        .contains("login", "kv", "server")
        .doesNotContain("warm-up");
    assertThat(completed(anonymous, "re")).containsExactly("read");
    assertThat(completed(anonymous, "kv metadata g")).containsExactly("get");
    assertThat(completed(anonymous, "read --fi")).containsExactly("--field=");
    assertThat(completed(anonymous, "read -fi")).containsExactly("--field=");
    assertThat(completed(anonymous, "login --source=a"))
        .containsExactly(
            "--source=auto", "--source=app-service", "--source=arc", "--source=aks", "--source=az");
    assertThat(completed(anonymous, "read --format ")).containsExactly("table", "json", "yaml");
    assertThat(completed(anonymous, "read --format = j")).containsExactly("json"); // from bash
    assertThat(completed(anonymous, "--format json rea")).containsExactly("read");
    assertThat(completed(anonymous, "completion f")).containsExactly("fish");
    assertThat(completed(anonymous, "policy read ")).isEmpty();
  }

  @Test
  @AboutAzure
  void completesPathsThatTheTokenMayList() {
    server.root().write("sys/mounts/shelf", Map.of("type", "kv-v2"));
    server.root().write("shelf/data/web/db", Map.of("data", Map.of("a", "1")));
    server.root().write("shelf/data/$(x)", Map.of("data", Map.of("a", "1")));

    assertThat(completed(operator, "read au")).containsExactly("auth/");
    assertThat(completed(operator, "read auth/a")).containsExactly("auth/azure/");
    assertThat(completed(operator, "read auth/azure/ro"))
        .containsExactly("auth/azure/role/", "auth/azure/rotate-root");
    assertThat(completed(operator, "read auth/azure/role/we")).contains("auth/azure/role/web");
    assertThat(completed(operator, "read shelf/"))
        .containsExactly("shelf/data/", "shelf/metadata/");
    assertThat(completed(operator, "read shelf/data/web/")).containsExactly("shelf/data/web/db");
    assertThat(completed(operator, "kv get shelf/")).containsExactly("shelf/web/");
    assertThat(completed(operator, "kv get -field x shelf/web/")).containsExactly("shelf/web/db");
    assertThat(completed(operator, "auth tune az")).containsExactly("azure/");
    assertThat(completed(operator, "read auth/azure/role/web/"))
        .contains("auth/azure/role/web/advice");
    assertThat(completed(anonymous, "read auth/")).isEmpty();
    assertThat(completed(operator.with("VAULT_TOKEN", "azs.wrong"), "read auth/")).isEmpty();
    assertThat(completed(operator, "--address=http://127.0.0.1:1 read auth/")).isEmpty();
  }

  @Test
  void completesThePathsOfAnyAuthMethodByWhatItServes() {
    server.root().write("sys/auth/services", Map.of("type", "approle"));
    server.root().write("auth/services/role/open", Map.of("token_ttl", "1h"));

    assertThat(completed(operator, "read auth/services/ro")).containsExactly("auth/services/role/");
    assertThat(completed(operator, "read auth/services/role/o"))
        .containsExactly("auth/services/role/open");
    assertThat(completed(operator, "read auth/services/role/open/role-"))
        .containsExactly("auth/services/role/open/role-id");
  }

  @Test
  void everyCommandHasAManualPage() throws IOException {
    Path pages = home.resolve("man");

    assertThat(anonymous.run("man-pages", pages.toString()).exit()).isZero();

    try (Stream<Path> files = Files.list(pages)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("azimuth.1", "azimuth-login.1", "azimuth-kv.1", "azimuth-server.1")
          .doesNotContain("azimuth-man-pages.1", "azimuth-complete.1", "azimuth-warm-up.1");
    }
    String login = Files.readString(pages.resolve("azimuth-login.1"));
    assertThat(login)
        .startsWith(".TH AZIMUTH\\-LOGIN 1")
        .contains("\n.SH NAME\nazimuth\\-login \\- ", "\\fB\\-\\-role\\fR=\\fINAME\\fR")
        .contains("\n.SH EXAMPLES\n.nf\nazimuth login \\-\\-role=web\n")
        .doesNotContain("${");
    assertThat(Files.readString(pages.resolve("azimuth-kv.1"))).contains(".SS azimuth kv get\n");
  }

  @Test
  void helpHasTheOptionsOfTheCommandFirst() {
    String help = anonymous.run("login", "--help").out();

    assertThat(help.indexOf("--role=")).isLessThan(help.indexOf("--source="));
    assertThat(help.indexOf("--wrap-ttl=")).isLessThan(help.indexOf("Server and output:"));
    assertThat(help.indexOf("Server and output:")).isLessThan(help.indexOf("--ca-cert="));
    assertThat(help).contains("Default: https://management.azure.com/");
  }
}
