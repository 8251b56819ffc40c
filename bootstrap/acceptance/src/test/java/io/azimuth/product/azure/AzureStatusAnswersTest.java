package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the status of a new azure mount answers, with the simulated Azure. */
@AboutAzure
final class AzureStatusAnswersTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static final List<String> SERVICES =
      List.of("discovery", "keys", "resource_manager", "graph");

  private final StandingClock clock = SharedServer.clock();
  private final TestingServer server = SHARED.server();
  private ResourceFixture azure;

  @BeforeEach
  void enable() {
    azure = ResourceFixture.on(server);
  }

  @AfterEach
  void disable() {
    server.root().delete("sys/auth/" + azure.mount().at("").replaceFirst("^auth/", ""));
  }

  @Test
  void aProbeAsksAllServicesAndIsRemembered() {
    JsonNode asked = status("?probe=true");

    assertThat(SERVICES)
        .allSatisfy(
            name -> {
              assertThat(asked.path(name).path("ok").asBoolean()).as(asked.toString()).isTrue();
              assertThat(asked.path(name).path("latency_ms").isNumber()).isTrue();
              assertThat(asked.path(name).path("last_success").asText())
                  .isEqualTo(clock.instant().toString());
              assertThat(asked.path(name).path("last_error").isNull()).isTrue();
            });
    assertThat(status("")).isEqualTo(asked);
  }

  @Test
  void probeLearnsFromGraphWhenTheOperatorsSecretEnds() {
    status("?probe=true");

    JsonNode credential = status("").path("credential");
    assertThat(credential.path("kind").asText()).isEqualTo("client_secret");
    assertThat(credential.path("client_id").asText()).isEqualTo(AzureMount.client(10));
    assertThat(credential.path("source").asText()).isEqualTo("configuration");
    assertThat(Instant.parse(credential.path("expires").asText())).isAfter(clock.instant());
  }

  @Test
  void secretThatIsWrongIsToldInWordsAndWithoutIt() {
    azure.mount().with("client_secret", "quite-another-secret");

    JsonNode asked = status("?probe=true");

    for (String name : List.of("resource_manager", "graph")) {
      assertThat(asked.path(name).path("ok").asBoolean(true)).as(asked.toString()).isFalse();
      assertThat(asked.path(name).path("last_error").asText()).contains("AADSTS7000215");
      assertThat(asked.path(name).path("last_error_at").asText())
          .isEqualTo(clock.instant().toString());
    }
    assertThat(asked.path("discovery").path("ok").asBoolean()).isTrue();
    assertThat(asked.toString()).doesNotContain("quite-another-secret");
  }

  @Test
  void adviceSpeaksOfTheAudienceAndOfRotation() {
    assertThat(Reply.texts(status("").path("advice")))
        .hasSize(2)
        .anyMatch(it -> it.startsWith("the audience is Resource Manager's own"))
        .anyMatch(it -> it.startsWith("the client secret is not rotated by itself"));
  }

  @Test
  void needsTheRightToReadIt() {
    assertThat(server.anonymous().get(azure.mount().at("config/status")).status()).isEqualTo(403);
  }

  private JsonNode status(String query) {
    Reply reply = server.root().get(azure.mount().at("config/status" + query));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.data();
  }
}
