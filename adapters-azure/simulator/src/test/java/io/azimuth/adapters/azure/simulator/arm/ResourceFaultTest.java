package io.azimuth.adapters.azure.simulator.arm;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.IDENTITIES;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class ResourceFaultTest {

  private static final String WEB_3 = VM + "web-3?api-version=2025-04-01";
  private static final String WEB_2 = VM + "web-2?api-version=2025-04-01";
  private static final String LIST = IDENTITIES + "?api-version=2024-11-30";

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
  }

  @BeforeEach
  void reset() {
    azure.simulator.reset();
  }

  private static void fault(ResourceFault fault) {
    azure.steered.fault(fault);
  }

  private static void fault(ResourceFaultMode mode) {
    fault(ResourceFault.of("web-3", mode));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AuthorizationFailed",
    "404, ResourceNotFound",
    "409, MissingSubscriptionRegistration",
    "429, TooManyRequests",
    "503, InternalServerError"
  })
  void aStatusHitsOneResourceAlone(int status, String code) throws Exception {
    fault(ResourceFault.status("web-3", status).retryAfter(3600).times(1));
    Answer answer = azure.get(WEB_3);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("3600");
    assertThat(azure.get(WEB_2).status()).isEqualTo(200);
    assertThat(azure.get(WEB_3).status()).isEqualTo(200);
  }

  @Test
  void aStarHitsAllThatHaveNoFaultOfTheirOwn() throws Exception {
    fault(ResourceFault.status("*", 500));
    fault(ResourceFault.status("web-3", 502).with("BadGateway"));

    assertThat(azure.get(WEB_2).status()).isEqualTo(500);
    assertThat(code(azure.get(WEB_3))).isEqualTo("BadGateway");
  }

  @Test
  void errorsAndAnswersComeInOddForms() throws Exception {
    fault(ResourceFault.of("web-3", ResourceFaultMode.BARE_ERROR).withStatus(404));
    assertThat(azure.get(WEB_3).body().get("code").asText()).isEqualTo("ResourceNotFound");
    fault(ResourceFaultMode.HTML);
    assertThat(azure.raw(WEB_3).statusCode()).isEqualTo(200);
    assertThat(azure.raw(WEB_3).body()).startsWith("<html>");
    fault(ResourceFaultMode.EMPTY_BODY);
    assertThat(azure.raw(WEB_3).statusCode()).isEqualTo(200);
    assertThat(azure.raw(WEB_3).body()).isEmpty();
    fault(ResourceFault.of("web-3", ResourceFaultMode.REDIRECT).with("https://x.example/"));
    assertThat(azure.raw(WEB_3).statusCode()).isEqualTo(302);
    assertThat(azure.raw(WEB_3).headers().firstValue("Location")).contains("https://x.example/");
  }

  @Test
  void aChallengeIsMetOnce() throws Exception {
    fault(ResourceFault.of("web-3", ResourceFaultMode.CHALLENGE).times(1));
    Answer answer = azure.get(WEB_3);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"insufficient_claims\"")
        .containsPattern("claims=\"[A-Za-z0-9+/=]+\"");
    assertThat(azure.get(WEB_3).status()).isEqualTo(200);
  }

  @Test
  void latencyDelaysTheRightAnswer() throws Exception {
    fault(ResourceFault.latency("web-3", Duration.ofMillis(300)));
    long start = System.nanoTime();

    assertThat(azure.get(WEB_3).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void aCutBreaksTheBody() {
    fault(ResourceFaultMode.CUT);

    assertThatThrownBy(() -> azure.get(WEB_3)).isInstanceOf(IOException.class);
  }

  @Test
  void aHangEndsWithTheFault() throws Exception {
    fault(ResourceFaultMode.HANG);
    CompletableFuture<HttpResponse<String>> hanging =
        azure
            .client
            .http()
            .sendAsync(
                azure.request(WEB_3).header("Authorization", "Bearer " + azure.token()).build(),
                HttpResponse.BodyHandlers.ofString());
    SimulatorClient.await(() -> azure.steered.reads("web-3") == 1);
    assertThatThrownBy(() -> hanging.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    SimulatorClient.await(
        () -> {
          fault(ResourceFaultMode.NONE); // again and again: the request is counted before it hangs
          return hanging.isDone();
        });
    // The JDK's client repeats a GET whose connection broke without an answer.
    assertThat(hanging.get().statusCode()).isEqualTo(200);
    assertThat(azure.steered.reads("web-3")).isEqualTo(2);
  }

  @Test
  void aHugeBodyIsPromisedAndSent() throws Exception {
    fault(ResourceFaultMode.HUGE);
    HttpResponse<InputStream> response =
        azure
            .client
            .http()
            .send(
                azure.request(WEB_3).header("Authorization", "Bearer " + azure.token()).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(response.headers().firstValueAsLong("Content-Length").orElseThrow())
          .isGreaterThan(64L * 1024 * 1024);
      assertThat(body.readNBytes(100_000)).hasSize(100_000).containsOnly(' ');
    }
  }

  @Test
  void identitiesLoseTheirPrincipals() throws Exception {
    fault(ResourceFaultMode.EMPTY_ENTRIES);
    JsonNode empty = azure.get(WEB_3).body().at("/identity/userAssignedIdentities");
    assertThat(empty).hasSize(2).allMatch(it -> it.isObject() && it.isEmpty());
    fault(ResourceFaultMode.NULL_ENTRIES);
    JsonNode none = azure.get(WEB_3).body().at("/identity/userAssignedIdentities");
    assertThat(none).hasSize(2).allMatch(JsonNode::isNull);
    fault(ResourceFaultMode.NO_PRINCIPAL);
    assertThat(azure.get(WEB_3).body().toString())
        .doesNotContain("principalId")
        .contains("clientId");
  }

  @Test
  void theAnswerCanBeAnotherResources() throws Exception {
    fault(ResourceFault.of("web-3", ResourceFaultMode.OTHER_ID).with(VM + "web-2"));

    assertThat(azure.get(WEB_3).body().get("id").asText()).isEqualTo(VM + "web-2");
    assertThat(azure.get(WEB_3).body().get("name").asText()).isEqualTo("web-2");
  }

  @Test
  void listsGoOnWhereTheyShouldNot() throws Exception {
    fault(ResourceFault.of(IDENTITIES, ResourceFaultMode.FOREIGN_NEXT_LINK));
    assertThat(azure.get(LIST).body().get("nextLink").asText())
        .startsWith("https://management.foreign.azimuth.example/subscriptions/");
    fault(ResourceFault.of(IDENTITIES, ResourceFaultMode.SELF_NEXT_LINK));
    JsonNode page = azure.get(LIST).body();
    String link = page.get("nextLink").asText();

    assertThat(link).startsWith(azure.client.authorityUri(LIST.substring(1)).toString());
    assertThat(azure.client.authorityUri("").resolve(link)).asString().isEqualTo(link);
    assertThat(
            azure.get(link.substring(azure.client.authorityUri("").toString().length() - 1)).body())
        .isEqualTo(page);
  }

  @Test
  void readsAreCountedPerResourceInAnyCase() throws Exception {
    azure.get(WEB_3);
    azure.get(WEB_3.replace("web-3", "WEB-3"));
    azure.client.send(azure.request(WEB_2));
    JsonNode byRequest = azure.client.authority("_simulator/resource-manager/requests").body();

    assertThat(azure.steered.reads("web-3")).isEqualTo(2);
    assertThat(azure.steered.reads(VM + "web-2")).isEqualTo(1);
    assertThat(azure.steered.reads("web-1")).isZero();
    assertThat(byRequest).hasSize(2);
    assertThat(azure.simulator.requestCounts())
        .containsEntry(SimulatorEndpoint.RESOURCE_MANAGER, 3L);
    azure.simulator.reset();
    assertThat(azure.steered.reads()).isEmpty();
  }

  @Test
  void theWholeEndpointCanBeDisturbed() throws Exception {
    azure.simulator.fault(
        SimulatedFault.of(SimulatorEndpoint.RESOURCE_MANAGER, FaultMode.OUTAGE).retryAfter(9));
    Answer answer = azure.get(WEB_3);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(code(answer)).isEqualTo("SimulatedFault");
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("9");
  }
}
