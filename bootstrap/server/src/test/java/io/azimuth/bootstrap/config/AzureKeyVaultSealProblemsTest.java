package io.azimuth.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.config.file.ConfigFiles;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block {@code seal "azurekeyvault"}. */
class AzureKeyVaultSealProblemsTest {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AZURE_TENANT_ID", "tenant-of-variable",
          "AZURE_CLIENT_ID", "client-of-variable",
          "AZURE_CLIENT_SECRET", "secret-of-variable",
          "AZURE_ENVIRONMENT", "AZURECHINACLOUD",
          "AZURE_AD_RESOURCE", "managedhsm.azure.cn",
          "VAULT_AZUREKEYVAULT_VAULT_NAME", "vault-of-variable",
          "VAULT_AZUREKEYVAULT_KEY_NAME", "key-of-variable");

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  private static String block(String... lines) {
    return ConfigFiles.MINIMUM
        + "seal \"azurekeyvault\" {\n  "
        + String.join("\n  ", lines)
        + "\n}\n";
  }

  private static AzureKeyVaultSealBlock own(ServerConfig config) {
    return (AzureKeyVaultSealBlock) config.seals().own().orElseThrow();
  }

  @Test
  void readsVaultsNames() {
    files.write("secret", "s3cr3t\n");

    ServerConfig config =
        files.good(
            block(
                "tenant_id = \"t\"",
                "client_id = \"c\"",
                "client_secret = \"file://secret\"",
                "environment = \"AZUREUSGOVERNMENTCLOUD\"",
                "vault_name = \"v\"",
                "key_name = \"k\"",
                "resource = \"managedhsm.usgovcloudapi.net\""));

    AzureKeyVaultSealBlock seal = own(config);
    assertThat(seal.signIn().environment()).isEqualTo("AZUREUSGOVERNMENTCLOUD");
    assertThat(seal.signIn().tenantId()).contains("t");
    assertThat(seal.vaultName()).isEqualTo("v");
    assertThat(seal.keyName()).isEqualTo("k");
    assertThat(seal.resource()).contains("managedhsm.usgovcloudapi.net");
    assertThat(seal.signIn().credential().secret().orElseThrow().expose()).isEqualTo("s3cr3t");
    assertThat(EffectiveConfig.lines(config))
        .contains("seal = azurekeyvault", "seal.key_name = k", "seal.credential = client secret")
        .noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void takesWhatIsMissingFromVaultsVariables() {
    files.with(VARIABLES);

    AzureKeyVaultSealBlock seal = own(files.good(block()));

    assertThat(seal.signIn().environment()).isEqualTo("AZURECHINACLOUD");
    assertThat(seal.signIn().tenantId()).contains("tenant-of-variable");
    assertThat(seal.vaultName()).isEqualTo("vault-of-variable");
    assertThat(seal.keyName()).isEqualTo("key-of-variable");
    assertThat(seal.resource()).contains("managedhsm.azure.cn");
    assertThat(seal.signIn().credential().clientId()).contains("client-of-variable");
    assertThat(seal.signIn().credential().secret().orElseThrow().expose())
        .isEqualTo("secret-of-variable");
  }

  @Test
  void variableAloneChoosesTheSealAsInVault() {
    files.with(
        Map.of(
            "VAULT_SEAL_TYPE", "azurekeyvault",
            "AZURE_TENANT_ID", "t",
            "VAULT_AZUREKEYVAULT_VAULT_NAME", "v",
            "VAULT_AZUREKEYVAULT_KEY_NAME", "k"));

    AzureKeyVaultSealBlock seal = own(files.good(ConfigFiles.MINIMUM));

    assertThat(seal.signIn().environment()).isEqualTo("AzurePublicCloud");
    assertThat(seal.signIn().credential().kind()).isEqualTo("managed identity");
  }

  @Test
  void fileIsUsedWhereItDiffersFromAVariable() {
    files.with(VARIABLES);

    assertThat(files.warnings(block("key_name = \"mine\"")))
        .containsExactly(
            "azimuth.hcl:6: warning: seal \"azurekeyvault\": key_name: is used; the environment"
                + " variable VAULT_AZUREKEYVAULT_KEY_NAME differs");
  }

  @Test
  void theAudienceOfAzureMountsIsNoDomainOfVaults() {
    files.with(Map.of("AZURE_AD_RESOURCE", "https://management.azure.com/"));

    assertThat(
            own(files.good(block("tenant_id = \"t\"", "vault_name = \"v\"", "key_name = \"k\"")))
                .resource())
        .isEmpty();
  }

  @Test
  void aCredentialInTheBlockIsMeantAndNotOneOfAVariable() {
    files.with(VARIABLES);

    AzureSignInBlock.Credential credential =
        own(files.good(block("federated_token_file = \"token\""))).signIn().credential();

    assertThat(credential.kind()).isEqualTo("federated token file");
    assertThat(credential.tokenFile()).contains(files.path("token"));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(files.errors(block()))
        .containsExactly(
            "azimuth.hcl:5: seal \"azurekeyvault\": tenant_id is missing: set it, or the"
                + " environment variable AZURE_TENANT_ID",
            "azimuth.hcl:5: seal \"azurekeyvault\": vault_name is missing: set it, or the"
                + " environment variable VAULT_AZUREKEYVAULT_VAULT_NAME",
            "azimuth.hcl:5: seal \"azurekeyvault\": key_name is missing: set it, or the environment"
                + " variable VAULT_AZUREKEYVAULT_KEY_NAME");
    assertThat(
            files.errors(
                block(
                    "tenant_id = \"t\"",
                    "vault_name = \"v\"",
                    "key_name = \"k\"",
                    "federated_token_file = \"token\"",
                    "key_nam = \"k\"")))
        .containsExactly(
            "azimuth.hcl:5: seal \"azurekeyvault\": client_id is missing: the federated token file"
                + " needs it",
            "azimuth.hcl:10: seal \"azurekeyvault\": unknown key \"key_nam\"; did you mean"
                + " \"key_name\"?");
  }

  @Test
  void secretInTheFileItselfWarnsAndIsNotRepeated() {
    assertThat(
            files.warnings(
                block(
                    "tenant_id = \"t\"",
                    "client_id = \"c\"",
                    "client_secret = \"s3cr3t\"",
                    "vault_name = \"v\"",
                    "key_name = \"k\"")))
        .containsExactly(
            "azimuth.hcl:8: warning: seal \"azurekeyvault\": client_secret: stands in the"
                + " configuration file itself; use file:// or env://");
  }

  @Test
  void oneIsEnabledAndOneDisabled() {
    files.with(VARIABLES);
    String enabled = "seal \"azurekeyvault\" {}\n";
    String disabled = "seal \"azurekeyvault\" {\n  disabled = \"true\"\n}\n";

    SealBlocks both = files.good(ConfigFiles.MINIMUM + enabled + disabled).seals();
    assertThat(both.own()).isPresent();
    assertThat(both.disabled()).isPresent();
    assertThat(files.good(ConfigFiles.MINIMUM + disabled).seals().own())
        .isEqualTo(Optional.empty());
    assertThat(files.errors(ConfigFiles.MINIMUM + enabled + enabled))
        .containsExactly("azimuth.hcl:6: seal: only one can be enabled; the first is in line 5");
    assertThat(files.errors(ConfigFiles.MINIMUM + disabled + disabled))
        .containsExactly("azimuth.hcl:8: seal: only one can be disabled; the first is in line 5");
  }
}
