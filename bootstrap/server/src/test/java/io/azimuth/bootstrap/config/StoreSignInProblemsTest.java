package io.azimuth.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.config.file.ConfigFiles;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.StartupCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block {@code storage "postgresql"} with access tokens. */
class StoreSignInProblemsTest {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AZURE_TENANT_ID", "tenant-of-variable",
          "AZURE_CLIENT_ID", "client-of-variable",
          "AZURE_CLIENT_SECRET", "secret-of-variable",
          "AZURE_ENVIRONMENT", "AzureChinaCloud");

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  private static String block(String... lines) {
    return "listener \"tcp\" {\n  tls_disable = true\n}\nstorage \"postgresql\" {\n"
        + "  connection_url = \"postgres://azimuth@db.example.com/azimuth\"\n  "
        + String.join("\n  ", lines)
        + "\n}\n";
  }

  /** All that {@code check-config} finds. */
  private List<String> problems(String... lines) {
    Path file = files.write("azimuth.hcl", block(lines));
    return new StartupCheck(Environment.of(Map.of()))
        .check(file).problems().errors().stream().map(ConfigProblem::message).toList();
  }

  @Test
  void readsTheKeysOfTheSeal() {
    files.write("secret", "s3cr3t\n");

    ServerConfig config =
        files.good(
            block(
                "auth_mode = \"azure\"",
                "tenant_id = \"t\"",
                "client_id = \"c\"",
                "client_secret = \"file://secret\"",
                "environment = \"AzureUSGovernmentCloud\""));

    AzureSignInBlock signIn = config.storage().signIn().orElseThrow();
    assertThat(signIn.environment()).isEqualTo("AzureUSGovernmentCloud");
    assertThat(signIn.tenantId()).contains("t");
    assertThat(signIn.credential().clientId()).contains("c");
    assertThat(signIn.credential().secret().orElseThrow().expose()).isEqualTo("s3cr3t");
    assertThat(config.storage().settings().values())
        .containsOnlyKeys("connection_url", "auth_mode");
    assertThat(EffectiveConfig.lines(config))
        .contains(
            "storage.auth_mode = azure",
            "storage.tenant_id = t",
            "storage.client_id = c",
            "storage.credential = client secret")
        .noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void takesWhatIsMissingFromTheVariablesOfTheSeal() {
    files.with(VARIABLES);

    AzureSignInBlock signIn =
        files.good(block("auth_mode = \"azure\"")).storage().signIn().orElseThrow();

    assertThat(signIn.environment()).isEqualTo("AzureChinaCloud");
    assertThat(signIn.tenantId()).contains("tenant-of-variable");
    assertThat(signIn.credential().clientId()).contains("client-of-variable");
    assertThat(signIn.credential().kind()).isEqualTo("client secret");
  }

  @Test
  void vaultsModeIsTheManagedIdentityWhateverVariablesSay() {
    files.with(VARIABLES);

    AzureSignInBlock signIn =
        files
            .good(block("auth_mode = \"azure_msi\"", "azure_client_id = \"c\""))
            .storage()
            .signIn()
            .orElseThrow();

    assertThat(signIn.environment()).isEqualTo("AzureChinaCloud");
    assertThat(signIn.credential().clientId()).contains("c");
    assertThat(signIn.credential().kind()).isEqualTo("managed identity");
  }

  @Test
  void variablesAloneChangeNothing() {
    files.with(VARIABLES);

    assertThat(files.good(block()).storage().signIn()).isEmpty();
  }

  @Test
  void saysWhatIsMissingOrTooMuch() {
    assertThat(problems("auth_mode = \"azure\"")).isEmpty(); // the machine's identity
    assertThat(problems("auth_mode = \"azure\"", "federated_token_file = \"token\""))
        .containsExactly(
            "storage \"postgresql\": tenant_id is missing: the federated token file needs it",
            "storage \"postgresql\": client_id is missing: the federated token file needs it");
    assertThat(problems("auth_mode = \"azure\"", "password_file = \"p\""))
        .containsExactly(
            "storage \"postgresql\": auth_mode: an access token is the password: remove the other"
                + " one");
    assertThat(problems("auth_mode = \"aws_iam\""))
        .containsExactly("storage \"postgresql\": auth_mode: is one of standard, azure, azure_msi");
    assertThat(problems("auth_mode = \"azure\"", "environment = \"moon\""))
        .containsExactly("storage \"postgresql\": environment: there is no cloud of that name");
    assertThat(problems("client_id = \"c\""))
        .containsExactly(
            "storage \"postgresql\": client_id: is for auth_mode = \"azure\", which is not set");
    assertThat(problems("auth_mode = \"azure\"", "clientid = \"c\""))
        .containsExactly("storage \"postgresql\": unknown key \"clientid\"");
  }
}
