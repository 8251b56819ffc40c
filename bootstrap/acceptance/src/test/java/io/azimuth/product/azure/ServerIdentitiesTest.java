package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The identities of the server other than its secret and its own issuer. The clock of the SDK,
 * which cannot be set, checks a certificate.
 */
final class ServerIdentitiesTest {

  private static final String SECRET = "lab-secret-of-azimuth-server";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private final StandingClock clock = StandingClock.standing();
  private TestingServer server = SHARED.server();
  private ResourceFixture azure;

  @AfterEach
  void stop() {
    if (server != SHARED.server()) {
      server.close();
    }
  }

  @Test
  void aCertificateOpensResourceManager(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    begin();
    TlsFixture.write(directory, "own", "RSA");
    server.azure().federation().registerCertificate("azimuth-server", certificate(directory));
    String pem =
        Files.readString(directory.resolve("own.pem"))
            + Files.readString(directory.resolve("own.key"));

    azure.mount().with("client_secret", "", "client_certificate", pem);

    granted(login());
    assertThat(server.root().get(azure.mount().at("config")).text()).doesNotContain("BEGIN");
  }

  @Test
  void theCertificateMayLieWhereTheEnvironmentSays(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    TlsFixture.write(directory, "own", "RSA");
    Path file = directory.resolve("both.pem");
    Files.writeString(
        file,
        Files.readString(directory.resolve("own.pem"))
            + Files.readString(directory.resolve("own.key")));
    start(
        TestingServer.in(directory)
            .variable("AZURE_CLIENT_CERTIFICATE_PATH", file.toString())
            .variable("AZURE_CLIENT_ID", AzureMount.client(10)));
    server.azure().federation().registerCertificate("azimuth-server", certificate(directory));

    azure.mount().with("client_id", "", "client_secret", "");

    granted(login());
  }

  @Test
  void aSecretOfTheEnvironmentIsUsedAndNeverShownOrRotated(@TempDir Path directory) {
    start(
        TestingServer.in(directory)
            .variable("AZURE_TENANT_ID", AzureMount.TENANT)
            .variable("AZURE_AD_RESOURCE", AzureMount.AUDIENCE)
            .variable("AZURE_ENVIRONMENT", "lab")
            .variable("AZURE_CLIENT_ID", AzureMount.client(10))
            .variable("AZURE_CLIENT_SECRET", SECRET));
    assertThat(server.root().delete(azure.mount().at("config")).status()).isEqualTo(204);

    granted(login());
    assertThat(server.root().get(azure.mount().at("config")).status()).isEqualTo(404);
    JsonNode status = server.root().get(azure.mount().at("config/status")).data();
    assertThat(status.path("settings").path("tenant_id").path("source").asText())
        .isEqualTo("environment");
    azure
        .mount()
        .with(
            "tenant_id", "",
            "resource", "",
            "environment", "",
            "client_id", "",
            "client_secret", "");

    granted(login());
    Reply shown = server.root().get(azure.mount().at("config"));
    assertThat(shown.data().path("tenant_id").asText()).isEmpty();
    assertThat(shown.data().path("client_id").asText()).isEmpty();
    assertThat(shown.text()).doesNotContain(SECRET);
    assertThat(server.root().post(azure.mount().at("rotate-root")).status()).isEqualTo(400);
    assertThat(server.log())
        .doesNotContain(SECRET)
        .containsPattern(
            "azimuth starts, version=\\S+, compatible_version=\\S+, storage=\\S+, seal=static,"
                + " listeners=127.0.0.1:0 without TLS");
  }

  @Test
  void theTokenFileOfAksIsReadAnewForEachExchange(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("azure-identity-token");
    start(
        TestingServer.in(directory)
            .clock(clock)
            .variable("AZURE_FEDERATED_TOKEN_FILE", file.toString())
            .variable("AZURE_CLIENT_ID", AzureMount.client(14)));
    azure.mount().with("auth_type", "aks_wi", "client_id", "", "client_secret", "");

    write(file);
    granted(login());

    clock.advance(Duration.ofDays(2));
    Files.delete(file);
    assertThat(login().status()).isEqualTo(503);

    clock.advance(Duration.ofMinutes(2));
    write(file);
    granted(login());
  }

  @Test
  void anAuthTypeWithoutItsEnvironmentIsRefused() {
    begin();

    Reply reply = server.root().post(azure.mount().at("config"), Map.of("auth_type", "aks_wi"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors())
        .singleElement()
        .asString()
        .contains("needs the environment variable AZURE_FEDERATED_TOKEN_FILE");
  }

  private void start(TestingServerBuilder builder) {
    server = builder.start();
    begin();
  }

  private void begin() {
    azure = ResourceFixture.on(server);
    azure.mount().with("resource_cache_ttl", 0);
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-web");
  }

  private Reply login() {
    return azure.firstLogin(azure.jwt("web-1"));
  }

  private void write(Path file) throws IOException {
    Files.writeString(file, server.azure().serviceAccountToken("azimuth-federated").expose());
  }

  private static X509Certificate certificate(Path directory)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(directory.resolve("own.pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
