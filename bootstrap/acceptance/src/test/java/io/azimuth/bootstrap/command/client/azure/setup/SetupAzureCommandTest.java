package io.azimuth.bootstrap.command.client.azure.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operator setup-azure} without a server. */
class SetupAzureCommandTest {

  private static final String ONE = "22222222-2222-2222-2222-222222222222";
  private static final String TWO = "33333333-3333-3333-3333-333333333333";
  private static final String TENANT = "--tenant-id=11111111-1111-1111-1111-111111111111";
  private static final List<String> TRUST =
      List.of(
          "--issuer=https://vault.example.com/v1/identity/oidc/plugins",
          "--subject=plugin-identity:root:auth:auth_azure_1a2b3c4d");

  private static final Map<String, List<String>> CASES =
      Map.of(
          "federated",
          with(
              TRUST,
              TENANT,
              "--subscription-id=" + ONE,
              "--subscription-id=" + TWO,
              "--resource-group=rg-web",
              "--groups",
              "--people"),
          "rotated",
          List.of(
              TENANT,
              "--client-id=AAAAAAAA-0000-4000-8000-000000000001",
              "--rotation=secret",
              "--subscription-id=" + ONE,
              "--resource-group=rg-web",
              "--resource-type=Microsoft.Batch/batchAccounts",
              "--resource-type=Microsoft.Web/sites",
              "--resource-type=Microsoft.Compute/virtualMachines"),
          "managed",
          with(
              TRUST,
              "--identity=managed-identity",
              "--identity-group=rg-azimuth",
              "--subscription-id=" + ONE,
              "--reader",
              "--groups"),
          "existing",
          List.of(
              TENANT,
              "--identity=managed-identity",
              "--identity-group=rg-azimuth",
              "--name=uami-azimuth",
              "--client-id=aaaaaaaa-0000-4000-8000-000000000001",
              "--subscription-id=" + ONE));

  @TempDir private Path home;

  /** Terraform's own check of the layout accepts its files; of the others no tool was at hand. */
  @ParameterizedTest
  @CsvSource({
    "federated, az", "federated, bicep", "federated, terraform",
    "rotated, az", "rotated, bicep", "rotated, terraform",
    "managed, az", "managed, bicep", "managed, terraform",
    "existing, az", "existing, bicep", "existing, terraform"
  })
  void printsTheLinesOfTheFile(String name, String format) throws IOException {
    End end = run(with(CASES.get(name), "--format=" + format));

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out()).isEqualTo(file(name + "." + format));
  }

  @Test
  void thePageShowsWhatTheCommandPrints() throws IOException {
    String page = Files.readString(Path.of("../../docs/guides/azure-setup.md"));

    assertThat(page).contains("\n```text\n" + file("federated.az") + "```\n");
  }

  @Test
  void theLinesForAzAreTheDefaultWhateverTheFormatOfAnswers() throws IOException {
    CommandLineRun json = CommandLineRun.away(home).with("VAULT_FORMAT", "json");

    assertThat(json.run(words(CASES.get("federated"))).out()).isEqualTo(file("federated.az"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=json",
        "--identity=user",
        "--rotation=key",
        "--client-id=azimuth",
        "--tenant-id=a b",
        "--tenant-id=$(id)",
        "--subscription-id=all",
        "--resource-group=rg",
        "--resource-type=machines",
        "--issuer=https://vault.example.com",
        "--subject=x",
        "--identity=managed-identity",
        "--identity-group=rg-azimuth",
        "--audience=api://AzureADTokenExchange",
        "--check",
        "--name=",
        "--name=@name",
        "--name=-name",
        "--name=a\nb",
        "--name=a\u001b[2J"
      })
  void aValueThatCannotBeIsRefused(String option) {
    End end = run(List.of(option));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.out()).isEmpty();
    assertThat(end.err()).isNotBlank().doesNotContain("\u001b", "\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "--issuer=http://vault.example.com",
    "--issuer=https://vault.example.com/?x",
    "--issuer=https://u@vault.example.com",
    "'--issuer=https://vault.example.com/a b'"
  })
  void anIssuerThatEntraWouldNotTakeIsRefused(String option) {
    assertThat(run(List.of(option, "--subject=x")).exit()).isEqualTo(1);
  }

  /** {@code az} and {@code azimuth write} would send the content of the file. */
  @ParameterizedTest
  @ValueSource(strings = {"@/root/.vault-token", "-", "--debug"})
  void aValueThatCommandsReadFromElsewhereIsRefused(String value) {
    End audience = run(with(TRUST, "--audience=" + value));
    End subject = run(List.of(TRUST.get(0), "--subject=" + value));

    assertThat(audience.exit()).isEqualTo(1);
    assertThat(audience.err()).contains("--audience has 1 to 600 characters, and none of @ and -");
    assertThat(subject.exit()).isEqualTo(1);
    assertThat(subject.err()).contains("--subject has 1 to 600 characters, and none of @ and -");
  }

  @Test
  void optionsWithoutAnEffectAreRefused() {
    assertThat(run(List.of("--mount=azure", "--check", "--reader")).err())
        .contains("--reader has no effect with --check");
    assertThat(run(List.of("--mount=azure", "--check", "--subscription-id=" + ONE)).err())
        .contains("--subscription-id has no effect with --check");
    for (String option :
        List.of("--groups", "--people", "--rotation=secret", "--resource-type=a/b")) {
      assertThat(run(List.of("--mount=azure", option)).err())
          .contains(option.replaceFirst("=.*", "") + " has no effect with --mount");
    }
  }

  @Test
  void anExistingIdentityIsNamed() {
    End end =
        run(
            List.of(
                "--identity=managed-identity",
                "--identity-group=rg-azimuth",
                "--client-id=aaaaaaaa-0000-4000-8000-000000000001"));

    assertThat(end.err()).contains("--name says which managed identity has the client id");
  }

  @Test
  void whatIsSecretlessIsNotRotated() {
    assertThat(run(with(TRUST, "--rotation=secret")).err()).contains("no secret to rotate");
    assertThat(
            run(List.of("--identity=managed-identity", "--identity-group=g", "--rotation=secret"))
                .err())
        .contains("no secret to rotate");
  }

  /** Names are quoted for the language that reads them: nothing of them is run or replaced. */
  @Test
  void aHostileNameIsText() {
    String name = "--name=it's ${a} $(id) `id` \" \\ %{b} #";

    assertThat(run(List.of(name)).out())
        .contains("--filter 'displayName eq '\\''it'\\'''\\''s ${a} $(id)")
        .contains("--display-name 'it'\\''s ${a} $(id) `id` \" \\ %{b} #' --query");
    assertThat(run(List.of(name, "--format=bicep")).out())
        .contains("displayName: 'it\\'s \\${a} $(id) `id` \" \\\\ %{b} #'\n");
    assertThat(run(List.of(name, "--format=terraform")).out())
        .contains("display_name            = \"it's $${a} $(id) `id` \\\" \\\\ %%{b} #\"\n");
  }

  @Test
  void aHostileGroupOrSubjectIsText() {
    End end =
        run(
            List.of(
                "--subscription-id=" + ONE,
                "--resource-group=rg-(web)",
                "--issuer=https://vault.example.com/'$(id)",
                "--subject=x\"; '$(id)"));

    assertThat(end.out())
        .contains("'/subscriptions/" + ONE + "/resourceGroups/rg-(web)'")
        .contains("\"subject\":\"x\\\"; '\\''$(id)\"")
        .contains("\"issuer\":\"https://vault.example.com/'\\''$(id)\"");
  }

  @Test
  void quotesAreTheSameForEveryText() {
    String[] texts = {"a", "", "-x", "it's", "${a}", "$${a}", "\\${a}", "%{a}", "\\", "'", "\""};
    for (String text : texts) {
      assertThat(unquotedShell(ShellText.of(text))).isEqualTo(text);
      assertThat(BicepText.of(text)).doesNotContainPattern("(?<!\\\\)(\\\\\\\\)*\\$\\{");
      assertThat(TerraformText.of(text).replace("$${", "").replace("%%{", ""))
          .doesNotContain("${", "%{");
    }
  }

  private static String unquotedShell(String word) {
    return word.startsWith("'") ? word.substring(1, word.length() - 1).replace("'\\''", "'") : word;
  }

  private End run(List<String> options) {
    return CommandLineRun.away(home).run(words(options));
  }

  private static String[] words(List<String> options) {
    List<String> words = new ArrayList<>(List.of("operator", "setup-azure"));
    words.addAll(options);
    return words.toArray(String[]::new);
  }

  private static List<String> with(List<String> options, String... more) {
    return Stream.concat(options.stream(), Stream.of(more)).toList();
  }

  private static String file(String name) throws IOException {
    try (InputStream in =
        SetupAzureCommandTest.class.getResourceAsStream("/setup-azure/" + name + ".txt")) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
