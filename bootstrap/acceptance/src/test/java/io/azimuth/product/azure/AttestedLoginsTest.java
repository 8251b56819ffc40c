package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins at a role that asks for the attested document of the machine. */
final class AttestedLoginsTest {

  private static final StandingClock CLOCK = SharedServer.clock();
  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private static MachineDocuments documents;
  private ResourceFixture azure;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    documents = new MachineDocuments(server.azure());
    fetchTheCertificateOfTheAuthority();
  }

  // What is wrong with a document is told from here on, whichever test is first.
  private static void fetchTheCertificateOfTheAuthority() {
    AttestedLoginsTest first = new AttestedLoginsTest();
    first.fresh();
    assertThat(first.login("web-1", first.document("web-1")).status()).isEqualTo(200);
  }

  @BeforeEach
  void fresh() {
    azure =
        ResourceFixture.on(server)
            .role("bound_subscription_ids", SUBSCRIPTION, "require_attested_document", true);
  }

  @Test
  void theMachineItselfLogsIn() {
    assertThat(login("web-1", document("web-1")).status()).isEqualTo(200);
  }

  @Test
  void aTokenAloneIsNotEnough() {
    assertRefused(azure.login(azure.jwt("web-1")), "attested_document_missing");
    assertThat(azure.allReads()).as("reads for a login without a document").isZero();
  }

  @Test
  void aDocumentLogsInOnce() {
    String document = document("web-1");

    assertThat(login("web-1", document).status()).isEqualTo(200);
    assertRefused(login("web-1", document), "attested_nonce_unknown");
  }

  @Test
  void aRefusedLoginAndTheDryRunUseNothingUp() {
    String document = document("web-1");

    assertRefused(login("web-2", document), "vm_id_mismatch");
    Reply explained = explain(document);
    assertThat(explained.data().path("granted").asBoolean()).as(explained.text()).isTrue();
    assertThat(login("web-1", document).status()).isEqualTo(200);
    assertThat(check(explain(document), "attested_nonce").path("actual").asText())
        .isEqualTo("a nonce that a login used");
  }

  @Test
  void aDocumentOfAnotherMachineProvesNothing() {
    Reply refused = login("web-1", document("web-2"));

    assertRefused(refused, "vm_id_mismatch");
    assertThat(refused.text()).as("what Resource Manager has").doesNotContain("-000000000001");
  }

  @Test
  void aNonceIsGoodForFiveMinutes() {
    String inTime = document("web-1");
    String late = document("web-1");

    CLOCK.advance(Duration.ofSeconds(299));
    assertThat(login("web-1", inTime).status()).isEqualTo(200);
    CLOCK.advance(Duration.ofSeconds(1));
    assertRefused(login("web-1", late), "attested_nonce_unknown");
  }

  @Test
  void aNonceOfAnotherMountOrOfNobodyIsUnknown() {
    String foreign = nonce(ResourceFixture.on(server).mount());

    assertRefused(login("web-1", documents.of("web-1", foreign)), "attested_nonce_unknown");
    assertRefused(login("web-1", documents.of("web-1", "1234567890")), "attested_nonce_unknown");
    assertRefused(login("web-1", documents.of("web-1", "")), "attested_nonce_unknown");
  }

  @Test
  void anOldDocumentHasExpired() {
    String nonce = nonce(azure.mount());
    String document = documents.of("web-1", nonce);
    CLOCK.advance(Duration.ofHours(7));

    assertRefused(login("web-1", document), "attested_document_invalid", "attested_nonce_unknown");
  }

  @Test
  void aChangedDocumentCountsForNothing() {
    byte[] bytes = Base64.getDecoder().decode(document("web-1"));
    bytes[bytes.length - 1] ^= 1;

    Reply refused = login("web-1", Base64.getEncoder().encodeToString(bytes));

    assertRefused(refused, "attested_document_invalid");
    assertThat(refused.errors().get(0)).contains("its signature is wrong");
  }

  @Test
  void whatIsNoDocumentIsABadRequest() {
    for (String sent : new String[] {"%%%", "A".repeat(16_385)}) {
      Reply refused = login("web-1", sent);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.errors().get(0)).startsWith("attested_document ");
    }
    assertRefused(login("web-1", "QUJD"), "attested_document_invalid");
  }

  @Test
  void aScaleSetHasNoVmIdAndAzureIsNotAsked() {
    String document = document("fleet_0");

    assertRefused(login("fleet_0", document), "no_vm_id");
    assertThat(azure.allReads()).isZero();
  }

  @Test
  void aRoleThatDoesNotAskTakesLoginsWithAndWithout() {
    azure.role("bound_subscription_ids", SUBSCRIPTION, "require_attested_document", false);

    assertThat(login("web-1", document("web-2")).status()).isEqualTo(200);
    assertThat(azure.login(azure.jwt("web-1")).status()).isEqualTo(200);
  }

  @Test
  void noTwoNoncesAreTheSame() {
    Set<String> all = new HashSet<>();

    for (int i = 0; i < 100; i++) {
      all.add(nonce(azure.mount()));
    }

    assertThat(all).hasSize(100).allMatch(it -> it.matches("[0-9a-v]{32}"));
  }

  private String document(String machine) {
    return documents.of(machine, nonce(azure.mount()));
  }

  private static String nonce(AzureMount mount) {
    Reply reply = server.anonymous().post(mount.at("login/nonce"), Map.of());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.data().path("expires_in").asInt()).isEqualTo(300);
    return reply.data().path("nonce").asText();
  }

  private Reply login(String machine, String document) {
    Reply reply = azure.login(azure.jwt(machine), "attested_document", document);
    for (int i = 0; i < 5 && reply.status() == 503; i++) {
      reply = azure.login(azure.jwt(machine), "attested_document", document);
    }
    return reply;
  }

  private Reply explain(String document) {
    Map<String, Object> fields =
        new LinkedHashMap<>(
            AzureMount.request(
                ResourceFixture.ROLE, azure.jwt("web-1"), "attested_document", document));
    return server.root().post(azure.mount().at("login/explain"), fields);
  }

  private static JsonNode check(Reply explained, String name) {
    for (JsonNode check : explained.data().path("checks")) {
      if (check.path("check").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("there is no check " + name + " in " + explained.text());
  }
}
