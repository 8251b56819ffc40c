package io.azimuth.bootstrap.command.client.azure.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the lines for the Azure CLI do in a shell, with commands that only note how they are run.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SetupAzureScriptTest {

  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String WRITE = "azimuth write auth/azure/config client_id=" + CLIENT;
  private static final List<String> NEEDS =
      List.of(
          "--tenant-id=11111111-1111-1111-1111-111111111111",
          "--subscription-id=22222222-2222-2222-2222-222222222222",
          "--issuer=https://vault.example.com/v1/identity/oidc/plugins",
          "--subject=plugin-identity:root:auth:auth_azure_1a2b3c4d",
          "--groups");

  @TempDir private Path home;

  @BeforeEach
  void makeCommands() throws IOException {
    for (String name : List.of("az", "azimuth")) {
      Path file = home.resolve(name);
      try (InputStream in =
          SetupAzureScriptTest.class.getResourceAsStream("/setup-azure/" + name + ".sh")) {
        assertThat(in).as(name).isNotNull();
        Files.write(file, in.readAllBytes());
      }
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
  }

  @Test
  void makesEverythingAndThenWritesTheMount() throws Exception {
    Ended ended = run(lines(), "", "");

    assertThat(ended.out()).isEmpty();
    assertThat(ended.exit()).isZero();
    assertThat(calls())
        .last()
        .asString()
        .isEqualTo(
            WRITE
                + " client_secret= client_certificate="
                + " identity_token_audience=api://AzureADTokenExchange");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login",
        "ad app list",
        "ad app create",
        "ad sp list",
        "ad sp create",
        "ad app federated-credential list",
        "ad app federated-credential create",
        "role definition list",
        "role definition create",
        "role assignment create",
        "ad sp show",
        "rest --method GET",
        "rest --method POST"
      })
  void aCommandThatFailsIsTheLastAndTheMountKeepsItsConfiguration(String failing) throws Exception {
    Ended ended = run(lines(), failing, "");

    assertThat(ended.exit()).isNotZero();
    assertThat(calls()).last().asString().startsWith("az " + failing);
    assertThat(calls()).noneMatch(it -> it.startsWith("azimuth"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ad app create", "ad sp create", "ad sp show"})
  void aCommandThatTellsNoIdIsTheLast(String silent) throws Exception {
    Ended ended = run(lines(), "", silent);

    assertThat(ended.exit()).isNotZero();
    assertThat(calls()).last().asString().startsWith("az " + silent);
  }

  /** Whoever may register applications can make one of that name, and have a secret of it. */
  @Test
  void anApplicationOfThatNameIsNotTaken() throws Exception {
    Files.writeString(home.resolve("app"), "");

    Ended ended = run(lines(), "", "");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("An application has this name.", "--client-id", CLIENT);
    assertThat(calls()).last().asString().startsWith("az ad app list");
  }

  @Test
  void whatARunThatFailedHasMadeIsUsedAgain() throws Exception {
    run(lines(), "rest --method POST", "");
    String again = lines("--client-id=" + CLIENT);

    assertThat(run(again, "", "").exit()).isZero();
    assertThat(calls()).last().asString().startsWith(WRITE);

    Files.delete(home.resolve("calls"));
    assertThat(run(again, "", "").exit()).isZero();
    assertThat(calls())
        .noneMatch(it -> it.matches("az (ad|role definition) .*create .*|.*POST.*"))
        .last()
        .asString()
        .startsWith(WRITE);
  }

  @Test
  void anIdentityWithAnotherClientIdIsNotTaken() throws Exception {
    String[] identity = {"--identity=managed-identity", "--identity-group=rg", "--name=uami"};
    String[] other = {
      identity[0], identity[1], identity[2], "--client-id=" + CLIENT.replace('a', 'b')
    };
    String[] same = {identity[0], identity[1], identity[2], "--client-id=" + CLIENT};

    assertThat(run(lines(other), "", "").exit()).isEqualTo(1);
    assertThat(calls()).last().asString().startsWith("az identity show");
    assertThat(run(lines(same), "", "").exit()).isZero();
    assertThat(calls()).last().asString().startsWith(WRITE);
  }

  private String lines(String... more) {
    List<String> words = new ArrayList<>(List.of("operator", "setup-azure"));
    words.addAll(NEEDS);
    words.addAll(List.of(more));
    return CommandLineRun.away(home).run(words.toArray(String[]::new)).out();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(home.resolve("calls"));
  }

  private Ended run(String lines, String failing, String silent) throws Exception {
    Path script = Files.writeString(home.resolve("script"), lines);
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    builder.environment().put("PATH", home + ":" + System.getenv("PATH"));
    builder.environment().put("STATE", home.toString());
    builder.environment().put("FAILING", failing);
    builder.environment().put("SILENT", silent);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private record Ended(int exit, String out) {}
}
