package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.federation.AcceptedAssertion;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.steering.SimulatedFederation;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server without a secret of Azure: it signs its own assertion, and the simulated Azure verifies
 * it with keys that it fetches from the server.
 */
final class FederationTest {

  private static final String CLIENT = AzureMount.client(14);
  private static final Duration DAY = Duration.ofHours(24);

  private static final StandingClock CLOCK = StandingClock.standing();

  private static TestingServer shared;
  private Optional<TestingServer> own = Optional.empty();
  private TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void startShared(@TempDir Path directory) {
    shared = TestingServer.in(directory).clock(CLOCK).start();
  }

  @AfterAll
  static void stopShared() {
    shared.close();
  }

  @AfterEach
  void stopOwn() {
    own.ifPresent(TestingServer::close);
  }

  @Test
  void azureVerifiesTheAssertionAgainstTheIssuerOverHttp() {
    trust(shared);

    granted(firstLogin());

    AcceptedAssertion accepted = federation().lastAccepted().orElseThrow();
    assertThat(accepted.clientId()).isEqualTo(CLIENT);
    assertThat(accepted.issuer()).isEqualTo(issuer());
    assertThat(accepted.subject()).isEqualTo(subject());
    assertThat(accepted.expires()).isEqualTo(accepted.issuedAt().plus(Duration.ofHours(1)));
    assertThat(kids()).contains(accepted.keyId());
    assertThat(federation().issuerFetches()).isPositive();
  }

  @Test
  void theProbeSignsInAndTheStatusAdvisesOnTheIssuer() {
    trust(shared);

    JsonNode status = server.root().get(azure.mount().at("config/status?probe=true")).data();

    assertThat(status.path("resource_manager").path("ok").asBoolean()).as("" + status).isTrue();
    assertThat(Reply.texts(status.path("advice"))).anyMatch(it -> it.contains("https"));
  }

  @Test
  void theStatusPrintsWhatAzureMustBeTold() {
    trust(shared);

    JsonNode credential =
        server.root().get(azure.mount().at("config/status")).data().path("credential");

    assertThat(credential.path("kind").asText()).isEqualTo("federation");
    assertThat(Reply.members(credential.path("federation")))
        .containsEntry("issuer", issuer())
        .containsEntry("subject", subject())
        .containsEntry("audience", FederatedCredential.DEFAULT_AUDIENCE);
  }

  @Test
  void azureVerifiesTheAssertionAgainstTheIssuerOverTls(@TempDir Path directory)
      throws IOException {
    trust(own(TestingServer.in(directory).overTls()));
    federation().trustIssuers(Files.readString(server.path("server.pem")));

    granted(firstLogin());

    assertThat(federation().lastAccepted().orElseThrow().issuer()).startsWith("https://");
  }

  @Test
  void loginsGoOnAfterTwoRotationsOfTheSigningKey() {
    trust(shared);
    granted(firstLogin());
    List<String> used = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      List<String> known = kids();
      granted(login());
      used.add(federation().lastAccepted().orElseThrow().keyId());
      assertThat(known).as("published before it signed").contains(used.get(day));
      CLOCK.advance(DAY);
    }

    assertThat(used).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  @Tag("slow")
  void aNewAssertionIsFetchedWhenTheTokenIsOver() {
    trust(shared);
    granted(firstLogin());
    for (int hour = 1; hour <= 30; hour++) {
      granted(login());
      assertThat(federation().acceptedAssertions()).isGreaterThanOrEqualTo(hour);
      CLOCK.advance(Duration.ofMinutes(61));
    }
  }

  @Test
  void keysAndSubjectSurviveARestart(@TempDir Path directory) {
    trust(own(TestingServer.in(directory).onMapDb()));
    granted(firstLogin());
    List<String> before = kids();
    String subject = subject();

    server.restart();
    setIssuer();

    assertThat(kids()).isEqualTo(before);
    assertThat(subject()).isEqualTo(subject);
  }

  @Test
  void aMountThatIsEnabledAgainIsNotTrusted() {
    trust(shared);
    granted(firstLogin());
    String name = azure.mount().name();
    server.root().delete("sys/auth/" + name);
    server.root().write("sys/auth/" + name, Map.of("type", "azure"));
    federate();

    assertThat(login().status()).isEqualTo(503);
    assertThat(server.log()).contains("AADSTS700213");
  }

  @Test
  void neitherDocumentIsKeptLongerThanItSays(@TempDir Path directory) {
    trust(own(TestingServer.in(directory))); // its key is as old as the server
    granted(firstLogin());
    CLOCK.advance(Duration.ofHours(1));

    Reply discovery = published("openid-configuration");
    Reply keys = published("keys");

    assertThat(discovery.header("Cache-Control")).contains("max-age=3600");
    assertThat(discovery.header("Content-Type")).contains("application/json");
    assertThat(discovery.body().path("issuer").asText()).isEqualTo(issuer());
    assertThat(keys.header("Cache-Control")).contains("max-age=82800");
    assertThat(keys.header("Content-Type")).contains("application/json");
  }

  @Test
  void withoutAnIssuerTheServersOwnAddressCounts(@TempDir Path directory) {
    server =
        own(TestingServer.in(directory).config("api_addr = \"https://vault.example.com:8200\""));

    assertThat(published("openid-configuration").body().path("issuer").asText())
        .isEqualTo("https://vault.example.com:8200/v1/identity/oidc/plugins");
  }

  @Test
  void theLogSaysWhatEntraWouldNotTake() {
    trust(shared);
    granted(firstLogin());

    Waiting.until(
        Duration.ofMinutes(1), () -> server.log().contains("Entra fetches keys over https only"));
  }

  private TestingServer own(TestingServerBuilder builder) {
    TestingServer started = builder.clock(CLOCK).start();
    own = Optional.of(started);
    return started;
  }

  /** Lets Azure trust a new mount of the server. */
  private void trust(TestingServer started) {
    server = started;
    azure = ResourceFixture.on(server);
    setIssuer();
    federation()
        .register("azimuth-federated", FederatedCredential.of("azimuth", issuer(), subject()));
    federate();
  }

  private void federate() {
    azure
        .mount()
        .with(
            "tenant_id",
            AzureMount.TENANT,
            "resource",
            AzureMount.AUDIENCE,
            "environment",
            "lab",
            "client_id",
            CLIENT,
            "client_secret",
            "",
            "identity_token_audience",
            FederatedCredential.DEFAULT_AUDIENCE,
            "resource_cache_ttl",
            0);
    azure.role("bound_subscription_ids", SUBSCRIPTION, "bound_resource_groups", "rg-web");
  }

  private void setIssuer() {
    server.root().write("identity/oidc/config", Map.of("issuer", base()));
  }

  private Reply firstLogin() {
    return azure.firstLogin(azure.jwt("web-1"));
  }

  private Reply login() {
    return azure.login(azure.jwt("web-1"));
  }

  private String base() {
    String address = server.address().toString();
    return address.substring(0, address.length() - 1);
  }

  private String issuer() {
    return base() + "/v1/identity/oidc/plugins";
  }

  private String subject() {
    String accessor =
        server.root().get("sys/auth/" + azure.mount().name()).data().path("accessor").asText();
    return "plugin-identity:root:auth:" + accessor;
  }

  private SimulatedFederation federation() {
    return server.azure().federation();
  }

  private Reply published(String document) {
    return server.anonymous().get("identity/oidc/plugins/.well-known/" + document);
  }

  private List<String> kids() {
    List<String> kids = new ArrayList<>();
    for (JsonNode key : published("keys").body().path("keys")) {
      kids.add(key.path("kid").asText());
    }
    return kids;
  }
}
