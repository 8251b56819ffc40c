package io.azimuth.azure.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.login.CertificateFixture;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.federation.IdentityTokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which identity the server uses. In the tables: {@code i} client id, {@code s} secret, {@code c}
 * certificate and {@code a} audience of the configuration; {@code I}, {@code S}, {@code C} and
 * {@code F} client id, secret, certificate file and token file of the environment.
 */
class ServerCredentialsTest {

  private static final String MOUNT = "mount-uuid";
  private static final String PEM = CertificateFixture.RSA.pem();

  @ParameterizedTest(name = "{0} -> {1} from {2}")
  @CsvSource({
    "'',    MANAGED_IDENTITY,   DEFAULT",
    "i,     MANAGED_IDENTITY,   DEFAULT",
    "I,     MANAGED_IDENTITY,   DEFAULT",
    "is,    CLIENT_SECRET,      STORED",
    "Is,    CLIENT_SECRET,      STORED",
    "ic,    CLIENT_CERTIFICATE, STORED",
    "ia,    PLUGIN_IDENTITY,    STORED",
    "isca,  CLIENT_SECRET,      STORED",
    "ica,   CLIENT_CERTIFICATE, STORED",
    "isSCF, CLIENT_SECRET,      STORED",
    "icSCF, CLIENT_CERTIFICATE, STORED",
    "iaSCF, PLUGIN_IDENTITY,    STORED",
    "iSCF,  CLIENT_SECRET,      ENVIRONMENT",
    "ISCF,  CLIENT_SECRET,      ENVIRONMENT",
    "iCF,   CLIENT_CERTIFICATE, ENVIRONMENT",
    "iF,    TOKEN_FILE,         ENVIRONMENT",
    "IF,    TOKEN_FILE,         ENVIRONMENT",
  })
  void withoutAuthTypeTheFirstThatIsThereIsUsed(
      String there, CredentialKind kind, SettingSource source) {
    ChosenCredential chosen = choose(there, "").orElseThrow();

    assertThat(chosen.kind()).isEqualTo(kind);
    assertThat(chosen.source()).isEqualTo(source);
  }

  @ParameterizedTest(name = "{0} of {1} -> {2} from {3}")
  @CsvSource({
    "root_creds, iscF,  CLIENT_SECRET,      STORED",
    "root_creds, icSF,  CLIENT_CERTIFICATE, STORED",
    "root_creds, iaSF,  CLIENT_SECRET,      ENVIRONMENT",
    "root_creds, iCF,   CLIENT_CERTIFICATE, ENVIRONMENT",
    "plugin_wif, iaSCF, PLUGIN_IDENTITY,    STORED",
    "aks_wi,     isaSF, TOKEN_FILE,         ENVIRONMENT",
    "msi,        isaSF, MANAGED_IDENTITY,   DEFAULT",
    "msi,        '',    MANAGED_IDENTITY,   DEFAULT",
  })
  void theOneThatAuthTypeNamesIsUsed(
      String authType, String there, CredentialKind kind, SettingSource source) {
    ChosenCredential chosen = choose(there, authType).orElseThrow();

    assertThat(chosen.kind()).isEqualTo(kind);
    assertThat(chosen.source()).isEqualTo(source);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "'',         s,   client_secret needs client_id",
    "'',         c,   client_certificate needs client_id",
    "'',         a,   identity_token_audience needs client_id",
    "'',         S,   client_secret needs client_id",
    "'',         F,   AZURE_FEDERATED_TOKEN_FILE needs client_id",
    "root_creds, iaF, auth_type root_creds needs client_secret or client_certificate",
    "root_creds, s,   auth_type root_creds needs client_id",
    "plugin_wif, is,  auth_type plugin_wif needs identity_token_audience",
    "plugin_wif, a,   auth_type plugin_wif needs client_id",
    "aks_wi,     F,   auth_type aks_wi needs client_id",
    "aks_wi,     is,  'auth_type aks_wi needs the environment variable"
        + " AZURE_FEDERATED_TOKEN_FILE, which AKS sets for pods with workload identity'",
  })
  void saysWhatIsMissing(String authType, String there, String problem) {
    assertThat(choose(there, authType).problems()).containsExactly(problem);
  }

  @Test
  void eachCredentialSaysWhatItIsMadeOf() {
    assertThat(choose("is", "").orElseThrow().credential())
        .isEqualTo(new ServerCredential.ClientSecret("stored-id", SecretText.of("stored-secret")));
    assertThat(choose("ISF", "").orElseThrow().credential())
        .isEqualTo(new ServerCredential.ClientSecret("said-id", SecretText.of("said-secret")));
    assertThat(choose("iIC", "").orElseThrow().credential())
        .isEqualTo(new ServerCredential.ClientCertificate("stored-id", SecretText.of(PEM)));
    assertThat(choose("ia", "").orElseThrow().credential())
        .isEqualTo(
            new ServerCredential.PluginIdentity(
                "stored-id", new IdentityTokenRequest(MOUNT, "api://aud", Duration.ofMinutes(10))));
    assertThat(choose("IF", "").orElseThrow().credential())
        .isEqualTo(new ServerCredential.TokenFile("said-id", Path.of("/var/run/token")));
    assertThat(choose("i", "msi").orElseThrow().credential())
        .isEqualTo(new ServerCredential.ManagedIdentity(Optional.of("stored-id")));
    assertThat(choose("", "msi").orElseThrow().credential())
        .isEqualTo(new ServerCredential.ManagedIdentity(Optional.empty()));
  }

  @Test
  void aCertificateFileThatIsGoneIsNamed() {
    AzureEnvironmentVariables surroundings =
        AzureEnvironmentVariables.of(name -> Optional.ofNullable(variables("IC").get(name)));
    ServerCredentials credentials = new ServerCredentials(surroundings, path -> Optional.empty());

    assertThat(credentials.choose(identity("i", "", surroundings), MOUNT).problems())
        .containsExactly("the file that AZURE_CLIENT_CERTIFICATE_PATH names cannot be read");
  }

  @Test
  void aCertificateFileWithoutACertificateIsNamed() {
    AzureEnvironmentVariables surroundings =
        AzureEnvironmentVariables.of(name -> Optional.ofNullable(variables("IC").get(name)));
    ServerCredentials credentials =
        new ServerCredentials(surroundings, path -> Optional.of(SecretText.of("hunter22")));

    assertThat(credentials.choose(identity("i", "", surroundings), MOUNT).isGood())
        .as("a login goes on with what is cached")
        .isTrue();
    assertThat(credentials.check(identity("i", "", surroundings), MOUNT).problems())
        .containsExactly(
            "the client certificate must hold one private key (PKCS#8, not encrypted: openssl"
                + " pkcs8 -topk8 -nocrypt)");
  }

  @Test
  void onlyAStoredSecretOrCertificateInUseIsOursToRotate() {
    assertThat(ServerCredentials.isStored(identity("is", "", AzureEnvironmentVariables.NONE)))
        .isTrue();
    assertThat(
            ServerCredentials.isStored(
                identity("is", "root_creds", AzureEnvironmentVariables.NONE)))
        .isTrue();
    assertThat(ServerCredentials.isStored(identity("is", "msi", AzureEnvironmentVariables.NONE)))
        .isFalse();
    assertThat(ServerCredentials.isStored(identity("ic", "", AzureEnvironmentVariables.NONE)))
        .isTrue();
    assertThat(ServerCredentials.isStored(identity("i", "", AzureEnvironmentVariables.NONE)))
        .isFalse();
  }

  private static Checked<ChosenCredential> choose(String there, String authType) {
    Map<String, String> variables = variables(there);
    AzureEnvironmentVariables surroundings =
        AzureEnvironmentVariables.of(name -> Optional.ofNullable(variables.get(name)));
    return new ServerCredentials(surroundings, path -> Optional.of(SecretText.of(PEM)))
        .choose(identity(there, authType, surroundings), MOUNT);
  }

  private static IdentitySettings identity(
      String there, String authType, AzureEnvironmentVariables surroundings) {
    return new IdentitySettings(
        there.contains("i") ? "stored-id" : surroundings.clientId().orElse(""),
        SecretText.of(there.contains("s") ? "stored-secret" : ""),
        Optional.empty(),
        SecretText.of(there.contains("c") ? PEM : ""),
        there.contains("a") ? "api://aud" : "",
        Duration.ofMinutes(10),
        authType);
  }

  private static Map<String, String> variables(String there) {
    Map<String, String> variables = new HashMap<>();
    if (there.contains("I")) {
      variables.put("AZURE_CLIENT_ID", "said-id");
    }
    if (there.contains("S")) {
      variables.put("AZURE_CLIENT_SECRET", "said-secret");
    }
    if (there.contains("C")) {
      variables.put("AZURE_CLIENT_CERTIFICATE_PATH", "/etc/own.pem");
    }
    if (there.contains("F")) {
      variables.put("AZURE_FEDERATED_TOKEN_FILE", "/var/run/token");
    }
    return variables;
  }
}
