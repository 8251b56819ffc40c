package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attested documents without the certificate of their authority, which the server fetches. */
final class AttestedIssuersTest {

  private final StandingClock clock = StandingClock.standing();
  private TestingServer server;
  private MachineDocuments documents;
  private ResourceFixture azure;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = TestingServer.in(directory).clock(clock).start();
    documents = new MachineDocuments(server.azure());
    azure =
        ResourceFixture.on(server)
            .role("bound_subscription_ids", SUBSCRIPTION, "require_attested_document", true);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theCertificateIsFetchedOnceForAllMachines() {
    assertThat(login("web-1", document("web-1", nonce())).status()).isEqualTo(200);
    assertThat(login("web-2", document("web-2", nonce())).status()).isEqualTo(200);

    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void nobodyButAKnownMachineWithANonceOfOursMakesTheServerFetch() {
    String document = document("web-1", nonce());

    assertRefused(azure.login(forged(), "attested_document", document), "token_not_accepted");
    assertRefused(login("web-1", document("web-1", "1234567890")), "attested_document_invalid");
    azure.role("bound_subscription_ids", SUBSCRIPTION, "require_attested_document", false);
    assertThat(login("web-1", document).status()).isEqualTo(200);

    assertThat(fetches()).isZero();
  }

  @Test
  void whoseCertificateCannotBeFetchedComesAgainAndIsGranted() {
    assertThat(login("web-1", document("web-1", "1234567890")).status())
        .as("Azure is reached")
        .isEqualTo(403);
    server.azure().fault(SimulatedFault.status(SimulatorEndpoint.CERTIFICATES, 500));
    String document = document("web-1", nonce());

    assertIsToComeAgain(azure.login(azure.jwt("web-1"), "attested_document", document));
    assertIsToComeAgain(azure.login(azure.jwt("web-1"), "attested_document", document));
    assertThat(fetches()).isEqualTo(1);

    server.azure().reset();
    clock.advance(Duration.ofSeconds(1));
    assertThat(login("web-1", document).status()).isEqualTo(200);
  }

  @Test
  @Tag("slow")
  void aSiteThatHangsIsGivenUp() {
    server.azure().fault(SimulatedFault.of(SimulatorEndpoint.CERTIFICATES, FaultMode.HANG));
    String document = document("web-1", nonce());

    assertIsToComeAgain(azure.login(azure.jwt("web-1"), "attested_document", document));

    Waiting.until(
        Duration.ofMinutes(1),
        () -> server.log().contains("no certificate of an issuer of attested documents"));
    assertThat(fetches()).isEqualTo(1);
  }

  private static void assertIsToComeAgain(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
    assertThat(reply.errors().get(0)).contains("attested documents cannot be fetched now");
    assertThat(reply.header("Retry-After")).isPresent();
  }

  private String forged() {
    String jwt = azure.jwt("web-1");
    return jwt.substring(0, jwt.length() - 8) + "AAAAAAAA";
  }

  private String nonce() {
    return server
        .anonymous()
        .post(azure.mount().at("login/nonce"), Map.of())
        .data()
        .path("nonce")
        .asText();
  }

  private String document(String machine, String nonce) {
    return documents.of(machine, nonce);
  }

  private Reply login(String machine, String document) {
    String jwt = azure.jwt(machine);
    Reply reply = azure.login(jwt, "attested_document", document);
    for (int again = 0; again < 5 && reply.status() == 503; again++) {
      reply = azure.login(jwt, "attested_document", document);
    }
    return reply;
  }

  private long fetches() {
    return server.azure().requestCounts().getOrDefault(SimulatorEndpoint.CERTIFICATES, 0L);
  }
}
