package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes the server's own Azure identity to {@code auth/azure/config}. */
class IdentityConfigTest {

  private static final String PATH = "auth/azure/config";
  private static final String AUDIENCE = "api://AzureADTokenExchange";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void mount() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    write("tenant_id", "t.example", "resource", "https://vault.example");
  }

  @Test
  void takesFederationAndShowsIt() {
    write("client_id", "id", "identity_token_audience", AUDIENCE, "identity_token_ttl", "10m");

    assertThat(data(server.read(root, PATH)))
        .containsEntry("identity_token_audience", Value.of(AUDIENCE))
        .containsEntry("identity_token_ttl", Value.of(600))
        .containsEntry("auth_type", Value.of(""));
  }

  @Test
  void takesASecretOrAnAudienceAndSaysHowToSwitch() {
    write("client_id", "id", "client_secret", "s");

    refused(
        "only one of 'client_secret' or 'identity_token_audience' can be set; send"
            + " client_secret=\"\" in the same write to switch",
        "identity_token_audience",
        AUDIENCE);
    write("identity_token_audience", AUDIENCE, "client_secret", "");
    refused(
        "only one of 'client_secret' or 'identity_token_audience' can be set; send"
            + " client_secret=\"\" in the same write to switch",
        "client_secret",
        "s");
    write("identity_token_audience", "", "client_secret", "s");
  }

  @Test
  void takesACertificateInPlaceOfEitherAndNeverShowsIt() {
    String pem = CertificateFixture.RSA.pem();
    write("client_id", "id", "client_certificate", pem);

    assertThat(data(server.read(root, PATH))).doesNotContainKey("client_certificate");
    assertThat(data(server.read(root, PATH)).toString()).doesNotContain("BEGIN");
    refused(
        "only one of 'client_certificate' or 'identity_token_audience' can be set; send"
            + " client_certificate=\"\" in the same write to switch",
        "identity_token_audience",
        AUDIENCE);
    refused(
        "only one of 'client_secret' or 'client_certificate' can be set; send client_secret=\"\""
            + " in the same write to switch",
        "client_secret",
        "s");
  }

  @Test
  void refusesACertificateThatIsNone() {
    refused(
        "the client certificate must hold one private key (PKCS#8, not encrypted: openssl pkcs8"
            + " -topk8 -nocrypt)",
        "client_certificate",
        "hunter22");
  }

  @Test
  void refusesACertificateThatCouldNotSign() {
    CertificateFixture own = CertificateFixture.RSA;
    refused(
        "the client certificate must hold one certificate of its private key",
        "client_certificate",
        own.pem() + own.certificate());
    refused(
        "the client certificate holds a private key that is no readable RSA key",
        "client_certificate",
        own.certificate() + own.key().replaceFirst("KEY-----\n.", "KEY-----\n!"));
  }

  @Test
  void anAudienceOfTokensHasAtMost600Characters() {
    write("client_id", "id", "identity_token_audience", "a".repeat(600));
    refused(
        "identity_token_audience has at most 600 characters",
        "identity_token_audience",
        "a".repeat(601));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@/root/.vault-token", "-", "--debug"})
  void anAudienceOfTokensIsNoFileAndNoOption(String audience) {
    refused(
        "identity_token_audience begins with neither @ nor -", "identity_token_audience", audience);
  }

  @Test
  void tokensLiveADayAtMost() {
    write("identity_token_ttl", "24h");
    refused(
        "identity_token_ttl is at most 24h: Entra refuses assertions that live longer",
        "identity_token_ttl",
        "86401");
  }

  @ParameterizedTest
  @CsvSource({
    "root_creds, auth_type root_creds needs client_secret or client_certificate",
    "plugin_wif, auth_type plugin_wif needs identity_token_audience",
    "aks_wi, 'auth_type aks_wi needs the environment variable AZURE_FEDERATED_TOKEN_FILE, which AKS"
        + " sets for pods with workload identity'",
    "secret, 'auth_type must be \"root_creds\", \"plugin_wif\", \"aks_wi\" or \"msi\"'",
    "MSI, 'auth_type must be \"root_creds\", \"plugin_wif\", \"aks_wi\" or \"msi\"'",
  })
  void anAuthTypeNeedsWhatItUses(String authType, String error) {
    refused(error, "auth_type", authType);
  }

  @Test
  void whatAnAuthTypeUsesCannotBeTakenAway() {
    write("auth_type", "plugin_wif", "client_id", "id", "identity_token_audience", AUDIENCE);

    refused("auth_type plugin_wif needs client_id", "client_id", "");
    write("auth_type", "msi", "identity_token_audience", "");
  }

  @Test
  void aFreshMountWithoutResourceIsToldSo() {
    done(server.write(root, "sys/auth/other", Map.of("type", "azure")));

    assertThat(
            refusal(
                    server.write(
                        root,
                        "auth/other/config",
                        Map.of(
                            "tenant_id",
                            "t",
                            "client_id",
                            "id",
                            "identity_token_audience",
                            AUDIENCE)))
                .errors())
        .containsExactly("resource is required");
  }

  private void write(String... namesAndValues) {
    done(server.write(root, PATH, parameters(namesAndValues)));
  }

  private void refused(String error, String... namesAndValues) {
    assertThat(refusal(server.write(root, PATH, parameters(namesAndValues))).errors())
        .containsExactly(error);
  }

  private static Map<String, String> parameters(String... namesAndValues) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }
}
