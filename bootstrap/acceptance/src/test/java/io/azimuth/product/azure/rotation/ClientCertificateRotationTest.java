package io.azimuth.product.azure.rotation;

import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import io.azimuth.bootstrap.demo.FastClock;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import io.azimuth.testkit.fake.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation of a client certificate against the simulated Azure, on a fast clock. */
@Tag("slow")
final class ClientCertificateRotationTest {

  private static final String APPLICATION = "azimuth-server";
  private static final Duration WELL = Duration.ofMinutes(1);

  private final FastClock clock = FastClock.running(20);
  private TestingServer server;
  private ResourceFixture azure;
  private SecretText pem = SecretText.of("");

  @BeforeEach
  void start(@TempDir Path directory) {
    server = TestingServer.in(directory).clock(clock).maintainedOften().start();
    azure = ResourceFixture.on(server);
    pem = RegisteredCertificate.register(server.azure(), "by hand");
    var unused = RegisteredCertificate.register(server.azure(), "nightly report");
    azure.mount().with("client_secret", "", "client_certificate", pem.expose());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNewCertificateIsProvedTakesOverAndTheOldOneGoes() {
    server
        .azure()
        .graph()
        .spreadSecrets(
            SecretPropagation.after(Duration.ofSeconds(12))
                .thenRefusingEvery(3, Duration.ofSeconds(10)));
    List<String> before = keyIds();

    Reply reply = server.root().send("PUT", azure.mount().at("rotate-root"), "null");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(passwords()).hasSize(3);
    settle();
    assertThat(passwords()).hasSize(2);
    assertThat(keyIds()).contains(before.get(1)).doesNotContain(before.get(0));
    assertThat(passwords().get(1).displayName().orElseThrow()).startsWith("azimuth-");
    azure.role("bound_resource_groups", "rg-web");
    assertThat(granted(azure.login(azure.jwt("web-1"), names("web-1")))).isNotNull();
    assertThat(passwords().get(1).accepted()).isGreaterThanOrEqualTo(3);
    Waiting.until(
        Duration.ofSeconds(20),
        () ->
            metrics()
                .contains(
                    "azimuth_rotations_total{mount=\""
                        + azure.mount().at("")
                        + "\",outcome=\"done\"} 1.0"));
    assertThat(metrics()).contains("azimuth_rotation_leftover_credentials{mount=");
    assertThat(server.leaks()).isEmpty();
    assertThat(server.log()).contains("rotation: the new certificate is proved and in use");
    assertThat(server.log()).doesNotContain("PRIVATE KEY");
    Reply config = server.root().get(azure.mount().at("config"));
    assertThat(config.text()).doesNotContain("BEGIN").contains("root_password_expiration_date");
  }

  @Test
  void noPermissionButToReadIsNeeded() {
    server
        .azure()
        .graph()
        .revoke(AzureMount.principal(10), GraphPermission.APPLICATION_READ_WRITE_OWNED_BY);

    assertThat(server.root().send("PUT", azure.mount().at("rotate-root"), "null").status())
        .isEqualTo(204);

    settle();
    assertThat(passwords()).hasSize(2);
  }

  @Test
  void aCertificateThatAzureDoesNotKnowIsRefusedAndNothingIsAdded() {
    SecretText stranger = TestCertificates.make("stranger", Instant.parse("2090-01-01T00:00:00Z"));
    azure.mount().with("client_certificate", stranger.expose());

    Reply reply = server.root().send("PUT", azure.mount().at("rotate-root"), "null");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors().get(0)).contains("AADSTS700027");
    assertThat(passwords()).hasSize(2);
  }

  @Test
  void theReplacedCertificateIsNotTakenBack() {
    server.root().send("PUT", azure.mount().at("rotate-root"), "null");
    settle();
    Waiting.until(
        Duration.ofSeconds(20),
        () ->
            server
                .root()
                .get(azure.mount().at("config/status"))
                .data()
                .path("pending_rotation")
                .isNull());

    Reply reply =
        server
            .root()
            .post(
                azure.mount().at("config"),
                Map.of("client_certificate", "\n" + pem.expose() + "\n"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors().get(0)).startsWith("a rotation has replaced this client_certificate");
  }

  private String metrics() {
    return server.root().get("sys/metrics?format=prometheus").text();
  }

  private void settle() {
    Waiting.until(WELL, () -> passwords().size() <= 2);
  }

  private List<ListedPassword> passwords() {
    return server.azure().graph().certificates(APPLICATION);
  }

  private List<String> keyIds() {
    return passwords().stream().map(ListedPassword::keyId).toList();
  }
}
