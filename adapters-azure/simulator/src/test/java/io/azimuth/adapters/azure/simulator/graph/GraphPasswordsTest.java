package io.azimuth.adapters.azure.simulator.graph;

import static io.azimuth.adapters.azure.simulator.GraphClient.APP;
import static io.azimuth.adapters.azure.simulator.GraphClient.FIRST_SECRET;
import static io.azimuth.adapters.azure.simulator.GraphClient.SERVER;
import static io.azimuth.adapters.azure.simulator.GraphClient.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.PasswordPolicy;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import io.azimuth.domain.secret.SecretText;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GraphClient.Shared.class)
class GraphPasswordsTest {

  private final GraphClient graph;

  GraphPasswordsTest(GraphClient graph) {
    this.graph = graph;
  }

  @BeforeEach
  void reset() {
    graph.simulator.reset();
  }

  private String removal(String keyId) {
    return "{\"keyId\":\"" + keyId + "\"}";
  }

  @Test
  void anAddedPasswordIsShownOnceAndWorks() throws Exception {
    Answer added = graph.add("azimuth-1");

    assertThat(added.status()).isEqualTo(200);
    String text = added.body().get("secretText").asText();
    assertThat(text).hasSize(41).matches("...8Q~[A-Za-z0-9_-]+");
    assertThat(added.body().get("hint").asText()).isEqualTo(text.substring(0, 3));
    assertThat(added.body().get("displayName").asText()).isEqualTo("azimuth-1");
    assertThat(added.body().get("@odata.context").asText())
        .isEqualTo(
            graph.simulator.authorityUri() + "v1.0/$metadata#microsoft.graph.passwordCredential");
    JsonNode listed = graph.get(APP).body().get("passwordCredentials").get(2);
    assertThat(listed.get("keyId")).isEqualTo(added.body().get("keyId"));
    assertThat(listed.get("secretText").isNull()).isTrue();
    assertThat(graph.verdict(text)).isZero();
  }

  @Test
  void startHasSevenDigitsAndAnEndThatWasSetIsHandedBack() throws Exception {
    Answer added =
        graph.post(
            APP + "/addPassword",
            "{\"passwordCredential\":{\"displayName\":\"x\",\"endDateTime\":\"2027-05-25T12:00:00Z\"}}");

    assertThat(added.body().get("startDateTime").asText())
        .matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{7}Z");
    assertThat(added.body().get("endDateTime").asText()).isEqualTo("2027-05-25T12:00:00Z");
  }

  @Test
  void withoutAnEndItLivesForTwoYears() throws Exception {
    Answer added = graph.post(APP + "/addPassword", "{}");

    Instant starts = Instant.parse(added.body().get("startDateTime").asText());
    Instant ends = Instant.parse(added.body().get("endDateTime").asText());
    assertThat(ends).isEqualTo(starts.atOffset(ZoneOffset.UTC).plusYears(2).toInstant());
    assertThat(added.body().get("displayName").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        APP + "/microsoft.graph.addPassword",
        "applications(appId='" + GraphClient.CLIENT_ID + "')/addPassword",
        "applications(appId='" + GraphClient.CLIENT_ID + "')/microsoft.graph.addPassword"
      })
  void otherSpellingsOfTheActionAddOneToo(String path) throws Exception {
    assertThat(graph.post(path, "{}").status()).isEqualTo(200);
    assertThat(graph.steered.passwords(SERVER)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"removePassword", "microsoft.graph.removePassword"})
  void aRemovedPasswordStopsAtOnce(String action) throws Exception {
    Answer added = graph.add("gone");
    String text = added.body().get("secretText").asText();

    HttpResponse<String> removed =
        graph.rawPost(APP + "/" + action, removal(added.body().get("keyId").asText()));

    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(removed.body()).isEmpty();
    assertThat(graph.verdict(text)).isEqualTo(7000215);
    assertThat(graph.displayNames()).containsExactly("by hand", "nightly report");
  }

  @Test
  void anUnknownKeyIsNotFound() throws Exception {
    Answer answer =
        graph.post(APP + "/removePassword", removal("dddddddd-0000-4000-8000-000000000099"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(code(answer)).isEqualTo("Request_ResourceNotFound");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "removePassword | {}",
        "removePassword | {\"keyId\":\"x\"}",
        "removePassword | [1]",
        "addPassword | not json",
        "addPassword | {\"passwordCredential\":\"x\"}",
        "addPassword | {\"passwordCredential\":{\"endDateTime\":\"tomorrow\"}}",
        "addPassword | {\"passwordCredential\":{\"endDateTime\":\"2001-01-01T00:00:00Z\"}}"
      })
  void aMalformedBodyIsABadRequest(String action, String body) throws Exception {
    Answer answer = graph.post(APP + "/" + action, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("Request_BadRequest");
    assertThat(graph.steered.passwords(SERVER)).hasSize(2);
  }

  @Test
  void aPasswordIsExpiredAtItsEndAndNotBefore() throws Exception {
    Instant ends = graph.clock.instant().plusSeconds(60);
    graph.steered.addPassword(SERVER, "short", SecretText.of("short-lived"), ends);

    graph.clock.move(Duration.ofSeconds(60).minusNanos(1));
    assertThat(graph.verdict("short-lived")).isZero();
    graph.clock.move(Duration.ofNanos(1));
    assertThat(graph.verdict("short-lived")).isEqualTo(7000222);
  }

  @Test
  void theSeededPasswordsWorkAndAreCounted() throws Exception {
    assertThat(graph.verdict(FIRST_SECRET)).isZero();
    assertThat(graph.verdict(FIRST_SECRET)).isZero();
    assertThat(graph.verdict("report-secret-of-azimuth-server")).isZero();

    assertThat(graph.steered.passwords(SERVER))
        .extracting(ListedPassword::keyId, ListedPassword::hint, ListedPassword::accepted)
        .containsExactly(
            tuple("acacacac-0000-4000-8000-000000000101", "lab", 2L),
            tuple("acacacac-0000-4000-8000-000000000102", "rep", 1L));
    assertThat(graph.steered.passwordOf(SERVER, SecretText.of(FIRST_SECRET)))
        .hasValueSatisfying(it -> assertThat(it.hint()).isEqualTo("lab"));
  }

  @Test
  void hintsOfTheLedgerTie() {
    assertThat(graph.steered.passwords("ledger"))
        .extracting(ListedPassword::hint)
        .containsExactly("lab", "lab");
  }

  @Test
  void aSecretWorksOnlyAfterItsDelay() throws Exception {
    graph.steered.spreadSecrets(SecretPropagation.after(Duration.ofSeconds(20)));
    String text = graph.add("late").body().get("secretText").asText();

    assertThat(graph.verdict(text)).isEqualTo(7000215);
    graph.clock.move(Duration.ofSeconds(20).minusNanos(1));
    assertThat(graph.verdict(text)).isEqualTo(7000215);
    graph.clock.move(Duration.ofNanos(1));
    assertThat(graph.verdict(text)).isZero();
  }

  @Test
  void frontEndsDisagreeForAWhile() throws Exception {
    graph.steered.spreadSecrets(
        SecretPropagation.after(Duration.ofSeconds(5))
            .thenRefusingEvery(3, Duration.ofSeconds(30)));
    String text = graph.add("late").body().get("secretText").asText();
    graph.clock.move(Duration.ofSeconds(5));

    assertThat(verdicts(text, 6)).containsExactly(0, 0, 7000215, 0, 0, 7000215);
    graph.clock.move(Duration.ofSeconds(30));
    assertThat(verdicts(text, 6)).containsOnly(0);
  }

  private List<Integer> verdicts(String text, int count) throws Exception {
    List<Integer> verdicts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      verdicts.add(graph.verdict(text));
    }
    return verdicts;
  }

  @Test
  void spreadingCanBeEndedByHand() throws Exception {
    graph.client.steer("graph/spread", "{\"delay_ms\":86400000}");
    String text = graph.add("late").body().get("secretText").asText();
    assertThat(graph.verdict(text)).isEqualTo(7000215);

    graph.client.steer("graph/spread", "{\"now\":true}");

    assertThat(graph.verdict(text)).isZero();
  }

  @Test
  void aPolicyLimitsTheLifetimeToTheSecond() throws Exception {
    graph.steered.passwordPolicy(PasswordPolicy.atMost(Duration.ofDays(1)));
    String body =
        "{\"passwordCredential\":{\"startDateTime\":\"2026-11-25T09:00:00Z\",\"endDateTime\":\"%s\"}}";

    Answer longer = graph.post(APP + "/addPassword", body.formatted("2026-11-26T09:00:01Z"));
    assertThat(longer.status()).isEqualTo(400);
    assertThat(code(longer)).isEqualTo("CredentialInvalidLifetimeAsPerAppPolicy");
    assertThat(graph.post(APP + "/addPassword", body.formatted("2026-11-26T09:00:00Z")).status())
        .isEqualTo(200);
  }

  @Test
  void aPolicyForbidsPasswords() throws Exception {
    graph.client.steer("graph/policy", "{\"passwords_allowed\":false}");

    assertThat(code(graph.add("x"))).isEqualTo("CredentialTypeNotAllowedAsPerAppPolicy");
    graph.simulator.reset();
    assertThat(graph.add("x").status()).isEqualTo(200);
  }

  @Test
  void steeringListsAddsAndRemovesWithoutTexts() throws Exception {
    String keyId =
        graph
            .client
            .steer(
                "graph/passwords",
                "{\"application\":\"ledger\",\"display_name\":\"by test\",\"text\":\"test-secret\",\"ends\":\"2027-01-31T00:00:00Z\"}")
            .body()
            .get("key_id")
            .asText();

    Answer listed = graph.client.authority("_simulator/graph/passwords?application=ledger");
    assertThat(listed.response().body()).doesNotContain("test-secret");
    JsonNode last = listed.body().get("passwords").get(2);
    assertThat(last.get("key_id").asText()).isEqualTo(keyId);
    assertThat(last.get("display_name").asText()).isEqualTo("by test");
    assertThat(last.get("hint").asText()).isEqualTo("tes");
    assertThat(last.get("ends").asText()).isEqualTo("2027-01-31T00:00:00Z");
    String removal = "{\"application\":\"ledger\",\"key_id\":\"" + keyId + "\"}";
    assertThat(graph.client.steer("graph/passwords/remove", removal).body().toString())
        .isEqualTo("{\"removed\":true}");
    assertThat(graph.client.steer("graph/passwords/remove", removal).body().toString())
        .isEqualTo("{\"removed\":false}");
  }

  @Test
  void resetTakesAddedPasswordsAwayAndBringsRemovedOnesBack() throws Exception {
    graph.add("x");
    graph.rawPost(APP + "/removePassword", removal("acacacac-0000-4000-8000-000000000101"));
    assertThat(graph.verdict(FIRST_SECRET)).isEqualTo(7000215);

    graph.simulator.reset();

    assertThat(graph.verdict(FIRST_SECRET)).isZero();
    assertThat(graph.displayNames()).containsExactly("by hand", "nightly report");
  }
}
