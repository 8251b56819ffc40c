package io.azimuth.adapters.azure.simulator.steering;

import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SteeringTest {

  private static final String KEYS = "common/discovery/keys";
  private static final String DISCOVERY = TENANT + "/.well-known/openid-configuration";
  private static final String IDENTITY =
      "metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/";

  private static AzureSimulator simulator;
  private static SimulatorClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() throws Exception {
    assertThat(client.steer("reset", "").status()).isEqualTo(200);
  }

  @Test
  void anOrdinaryRollKeepsTheOldKeyPublished() throws Exception {
    Set<String> before = keyIds();
    String fresh = client.steer("keys/roll", "").body().get("kid").asText();

    assertThat(before).doesNotContain(fresh);
    assertThat(keyIds()).containsAll(before).contains(fresh);
    assertThat(headerOfNewToken()).contains(fresh);
  }

  @Test
  void aWithdrawnKeyDisappearsAtOnce() throws Exception {
    String old = simulator.rollKeys(KeyRollover.ordinary());
    String fresh = client.steer("keys/roll", "{\"withdraw\":true}").body().get("kid").asText();

    assertThat(keyIds()).contains(fresh).doesNotContain(old).hasSize(2);
  }

  @Test
  void anUnpublishedKeySignsUntilResetPublishesIt() throws Exception {
    Set<String> before = keyIds();
    String fresh = client.steer("keys/roll", "{\"publish\":false}").body().get("kid").asText();

    assertThat(keyIds()).isEqualTo(before);
    assertThat(headerOfNewToken()).contains(fresh);
    simulator.reset();
    assertThat(keyIds()).contains(fresh);
  }

  @Test
  void publishedKeysStayBounded() throws Exception {
    for (int i = 0; i <= SimulatorSigningKeys.MAX_PUBLISHED; i++) {
      simulator.rollKeys(KeyRollover.ordinary());
    }

    assertThat(keyIds()).hasSize(SimulatorSigningKeys.MAX_PUBLISHED + 1);
    simulator.rollKeys(KeyRollover.withdrawing());
  }

  @ParameterizedTest
  @CsvSource({
    "discovery, " + DISCOVERY,
    "keys, " + KEYS,
    "token, " + TENANT + "/oauth2/v2.0/token",
  })
  void anOutageOfTheSignInServiceIs503(String endpoint, String path) throws Exception {
    steerFault(
        "{\"endpoint\":\"" + endpoint + "\",\"mode\":\"outage\",\"retry_after\":7,\"count\":1}");
    boolean token = endpoint.equals("token");
    Answer answer = token ? client.form(path, "") : client.authority(path);
    Answer after = token ? client.form(path, "") : client.authority(path);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("7");
    assertThat(answer.body().get("error").asText()).isEqualTo("temporarily_unavailable");
    assertThat(after.status()).isNotEqualTo(503);
  }

  @Test
  void aStatusOfTheMetadataServiceHasItsErrorForm() throws Exception {
    steerFault(
        "{\"endpoint\":\"identity\",\"mode\":\"status\",\"status\":429,\"retry_after\":3,\"count\":2}");

    for (int i = 0; i < 2; i++) {
      Answer answer = client.metadata(IDENTITY);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.response().headers().firstValue("Retry-After")).contains("3");
      assertThat(answer.body().get("error").asText()).isEqualTo("simulated_fault");
    }
    assertThat(client.metadata(IDENTITY).status()).isEqualTo(200);
    assertThat(client.metadata("metadata/versions").status()).isEqualTo(200);
  }

  @Test
  void noneEndsAFault() throws Exception {
    steerFault("{\"endpoint\":\"keys\",\"mode\":\"outage\"}");
    assertThat(client.authority(KEYS).status()).isEqualTo(503);
    steerFault("{\"endpoint\":\"keys\",\"mode\":\"none\"}");

    assertThat(client.authority(KEYS).status()).isEqualTo(200);
  }

  @Test
  void latencyDelaysTheRightAnswer() throws Exception {
    steerFault("{\"endpoint\":\"discovery\",\"mode\":\"latency\",\"latency_ms\":300,\"count\":1}");
    long start = System.nanoTime();
    Answer answer = client.authority(DISCOVERY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aCutBreaksTheBodyInTheMiddle() {
    simulator.fault(SimulatedFault.of(SimulatorEndpoint.KEYS, FaultMode.CUT));

    assertThatThrownBy(() -> client.authority(KEYS)).isInstanceOf(IOException.class);
    assertThat(simulator.requestCounts()).containsEntry(SimulatorEndpoint.KEYS, 1L);
  }

  @Test
  void aHangEndsWithTheFault() throws Exception {
    simulator.fault(SimulatedFault.of(SimulatorEndpoint.TOKEN, FaultMode.HANG));
    CompletableFuture<HttpResponse<String>> hanging = hang();
    SimulatorClient.await(() -> simulator.requestCounts().get(SimulatorEndpoint.TOKEN) == 1);

    assertThatThrownBy(() -> hanging.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    SimulatorClient.await(
        () -> {
          // again and again: the request is counted before it hangs
          simulator.fault(SimulatedFault.of(SimulatorEndpoint.TOKEN, FaultMode.NONE));
          return hanging.isDone();
        });
    assertThatThrownBy(hanging::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void hangingRequestsHoldNoThread() throws Exception {
    simulator.fault(SimulatedFault.of(SimulatorEndpoint.TOKEN, FaultMode.HANG));
    List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      hanging.add(hang());
    }

    assertThat(client.metadata(IDENTITY).status()).isEqualTo(200);
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
  }

  private static CompletableFuture<HttpResponse<String>> hang() {
    // The JDK's client repeats a GET whose connection broke without an answer, but never a POST.
    HttpRequest request =
        HttpRequest.newBuilder(client.authorityUri(TENANT + "/oauth2/v2.0/token"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.http().sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void requestsAreCountedPerEndpointAndSteeringIsNot() throws Exception {
    client.authority(DISCOVERY);
    client.authority(KEYS);
    client.authority(KEYS);
    client.form(TENANT + "/oauth2/v2.0/token", "");
    client.metadata(IDENTITY);
    client.metadata("metadata/versions");
    client.authority("nothing/here");
    JsonNode counts = client.authority("_simulator/requests").body();

    assertThat(counts.toString())
        .isEqualTo(
            "{\"discovery\":1,\"keys\":2,\"token\":1,\"identity\":1,\"instance\":1,\"attested\":0,"
                + "\"platform_metadata\":0,\"issue_credential\":0,\"certificates\":0,"
                + "\"attestation\":0,\"attestation_keys\":0,\"resource_manager\":0,"
                + "\"graph\":0,\"graph_find\":0,\"graph_add_password\":0,\"graph_remove_password\":0,"
                + "\"graph_add_key\":0,\"graph_remove_key\":0,"
                + "\"graph_groups\":0,\"graph_federation\":0,"
                + "\"key_vault\":0,\"key_vault_key\":0,\"key_vault_wrap\":0,\"key_vault_unwrap\":0}");
    simulator.reset();
    assertThat(simulator.requestCounts().values()).containsOnly(0L);
  }

  @Test
  void aTokenCanBeOrdered() throws Exception {
    Answer answer =
        client.steer(
            "mint",
            """
            {"machine":"web-3","client_id":"aaaaaaaa-0000-4000-8000-000000000004",
             "resource":"https://management.azure.com/","kind":"rs512",
             "claims":{"oid":null,"roles":["a"]},"header":{"jku":"https://x.example/"}}
            """);
    String token = answer.body().get("access_token").asText();

    assertThat(PublishedKeys.header(token)).contains("RS512").contains("https://x.example/");
    assertThat(PublishedKeys.payload(token))
        .contains("uami-db")
        .contains("\"roles\":[\"a\"]")
        .doesNotContain("\"oid\"");
  }

  @Test
  void usersAndApplicationsCanBeOrderedToo() throws Exception {
    JsonNode user = client.steer("mint", "{\"user\":\"ada\"}").body();
    JsonNode application = client.steer("mint", "{\"application\":\"billing-pod\"}").body();

    assertThat(PublishedKeys.payload(user.get("access_token").asText())).contains("\"scp\"");
    assertThat(PublishedKeys.payload(application.get("access_token").asText()))
        .contains("aaaaaaaa-0000-4000-8000-000000000012");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faults | [] | the body must be a JSON object",
        "faults | {\"endpoint\":\"keys\" | the body must be a JSON object",
        "faults | {} trailing | the body must be a JSON object",
        "faults | null | the body must be a JSON object",
        "faults | {\"endpoint\":\"moon\",\"mode\":\"cut\"} | endpoint must be one of [discovery, keys, token, identity, instance, attested, platform_metadata, issue_credential, certificates, attestation, attestation_keys, resource_manager, graph, graph_find, graph_add_password, graph_remove_password, graph_add_key, graph_remove_key, graph_groups, graph_federation, key_vault, key_vault_key, key_vault_wrap, key_vault_unwrap]",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"melt\"} | mode must be one of [none, latency, outage, status, cut, hang, drop, drop_after, status_after, hang_after]",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"status\",\"status\":200} | status is 400 to 599",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"latency\",\"latency_ms\":60001} | latency is 0 to 60 s",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"cut\",\"count\":-1} | count is not negative",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"cut\",\"count\":\"1\"} | count must be a whole number",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"outage\",\"retry_after\":-1} | retry_after is not negative",
        "keys/roll | {\"withdraw\":1} | withdraw must be true or false",
        "mint | {\"machine\":\"web-1\",\"user\":\"ada\"} | name one of machine, application, user and agent",
        "mint | {} | name one of machine, application, user and agent",
        "mint | {\"machine\":\"web-9\"} | no such identity in the fleet: web-9",
        "mint | {\"machine\":\"web-4\"} | no such identity in the fleet: web-4",
        "mint | {\"machine\":\"web-1\",\"resource\":\"api://nobody\"} | no such resource in the fleet",
        "mint | {\"machine\":\"web-1\",\"claims\":[]} | claims must be an object",
        "mint | {\"machine\":7} | machine must be a text",
        "mint | {\"machine\":\"web-1\",\"user\":true} | user must be a text",
        "faults | {\"endpoint\":\"keys\",\"mode\":null} | mode must be one of [none, latency, outage, status, cut, hang, drop, drop_after, status_after, hang_after]",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"cut\",\"count\":1.0} | count must be a whole number",
        "faults | {\"endpoint\":\"keys\",\"mode\":\"cut\",\"count\":3000000000} | count must be a whole number",
        "faults | {\"endpoint\":\"keys\",\"endpoint\":\"keys\"} | the body must be a JSON object",
        "keys/roll | {\"publish\":\"true\"} | publish must be true or false",
        "keys/roll | {\"withdrawn\":true} | unknown member withdrawn; known are [publish, withdraw]",
        "graph/passwords | {\"application\":\"ledger\",\"display_name\":\"x\",\"text\":1234,\"ends\":\"\"} | text must be a text",
        "graph/passwords | {\"application\":\"ledger\",\"display_name\":\"x\",\"text\":\"abcd\",\"ends\":\"\"} | ends must be a time such as 2027-01-31T00:00:00Z",
        "graph/rights | {\"principal\":\"bbbbbbbb-0000-4000-8000-000000000001\",\"permission\":\"x\"} | permission must be one of [Application.ReadWrite.OwnedBy, Application.ReadWrite.All, Application.Read.All, User.Read.All, Directory.Read.All]",
        "graph/memberships | {\"principal\":\"x\",\"security\":\"y\"} | security must be a list of texts",
        "graph/memberships | {\"principal\":\"x\",\"security\":[7]} | security must be a list of texts",
        "graph/memberships | {\"principal\":\"x\",\"security\":[null]} | security must be a list of texts",
        "federated-credentials | {\"client\":\"ci-deployer\",\"name\":\"one\"} | issuer must be a text",
        "federation | {\"caching\":1} | caching must be one of [refetch_unknown, keep, never]",
      })
  void whatIsAskedWronglyIsExplained(String path, String body, String error) throws Exception {
    Answer answer = client.steer(path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error").asText()).isEqualTo(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"faults", "reset", "mint", "keys/roll"})
  void steeringIsByPostOnly(String path) throws Exception {
    assertThat(client.authority("_simulator/" + path).status()).isEqualTo(405);
  }

  @Test
  void steeringIsNotOnTheMetadataAddress() throws Exception {
    assertThat(client.metadata("_simulator/requests").status()).isEqualTo(404);
  }

  @Test
  void aBodyAboveTheLimitIsRefused() throws Exception {
    String exact = "{\"user\":\"ada\"}";
    String body = exact + " ".repeat(SimulatorRequest.MAX_BODY - exact.length());

    assertThat(client.steer("mint", body).status()).isEqualTo(200);
    assertThat(client.steer("mint", body + " ").status()).isEqualTo(413);
  }

  private static void steerFault(String json) throws Exception {
    assertThat(client.steer("faults", json).body().toString()).isEqualTo("{\"done\":true}");
  }

  private static String headerOfNewToken() {
    return PublishedKeys.header(simulator.tokenFor("web-1", SimulatorClient.ARM).expose());
  }

  private static Set<String> keyIds() throws Exception {
    Set<String> ids = new HashSet<>();
    for (JsonWebKey key : new PublishedKeys(client).fetch()) {
      ids.add(key.getKeyId());
    }
    return ids;
  }
}
