package io.azimuth.adapters.azure.simulator.fault;

import static io.azimuth.adapters.azure.simulator.GraphClient.APP;
import static io.azimuth.adapters.azure.simulator.GraphClient.FIRST_SECRET;
import static io.azimuth.adapters.azure.simulator.GraphClient.code;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_ADD_PASSWORD;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_FIND;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.GRAPH_REMOVE_PASSWORD;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls that fail before or after they took effect. */
@Timeout(60)
@ExtendWith(GraphClient.Shared.class)
class GraphFaultTest {

  private static final String REMOVE_FIRST = "{\"keyId\":\"acacacac-0000-4000-8000-000000000101\"}";

  private final GraphClient graph;

  GraphFaultTest(GraphClient graph) {
    this.graph = graph;
  }

  @BeforeEach
  void reset() {
    graph.simulator.reset();
  }

  @Test
  void anAddThatIsDroppedBeforeItsEffectAddsNothing() {
    graph.simulator.fault(SimulatedFault.of(GRAPH_ADD_PASSWORD, FaultMode.DROP).times(1));

    assertThatThrownBy(() -> graph.add("lost")).isInstanceOf(IOException.class);
    assertThat(graph.displayNames()).doesNotContain("lost");
  }

  @Test
  void anAddWhoseAnswerIsLostHasAdded() throws Exception {
    graph.simulator.fault(SimulatedFault.of(GRAPH_ADD_PASSWORD, FaultMode.DROP_AFTER).times(1));

    assertThatThrownBy(() -> graph.add("lost")).isInstanceOf(IOException.class);
    assertThat(graph.displayNames()).contains("lost");
    assertThat(graph.add("next").status()).isEqualTo(200);
  }

  @Test
  void anAddThatIsAnswered503HasAddedOrNot() throws Exception {
    graph.simulator.fault(SimulatedFault.status(GRAPH_ADD_PASSWORD, 503).times(1));
    Answer before = graph.add("before");
    graph.client.steer(
        "faults",
        "{\"endpoint\":\"graph_add_password\",\"mode\":\"status_after\",\"status\":503,\"count\":1}");
    Answer after = graph.add("after");

    assertThat(before.status()).isEqualTo(503);
    assertThat(after.status()).isEqualTo(503);
    assertThat(code(after)).isEqualTo("serviceNotAvailable");
    assertThat(graph.displayNames()).contains("after").doesNotContain("before");
  }

  @Test
  void aHalfAnswerToAddHasAdded() {
    graph.simulator.fault(SimulatedFault.of(GRAPH_ADD_PASSWORD, FaultMode.CUT).times(1));

    assertThatThrownBy(() -> graph.add("half")).isInstanceOf(IOException.class);
    assertThat(graph.displayNames()).contains("half");
  }

  @Test
  void aRemovalWhoseAnswerIsCutHasRemoved() throws Exception {
    graph.simulator.fault(SimulatedFault.of(GRAPH_REMOVE_PASSWORD, FaultMode.CUT).times(1));

    assertThatThrownBy(() -> graph.rawPost(APP + "/removePassword", REMOVE_FIRST))
        .isInstanceOf(IOException.class);
    assertThat(graph.verdict(FIRST_SECRET)).isEqualTo(7000215);
  }

  @Test
  void aRemovalThatIsDroppedRemovesNothing() throws Exception {
    graph.simulator.fault(SimulatedFault.of(GRAPH_REMOVE_PASSWORD, FaultMode.DROP).times(1));

    assertThatThrownBy(() -> graph.rawPost(APP + "/removePassword", REMOVE_FIRST))
        .isInstanceOf(IOException.class);
    assertThat(graph.verdict(FIRST_SECRET)).isZero();
  }

  @Test
  void anAnswerThatHangsHasTakenEffect() {
    graph.simulator.fault(SimulatedFault.of(GRAPH_ADD_PASSWORD, FaultMode.HANG_AFTER).times(1));
    CompletableFuture<HttpResponse<String>> waiting =
        graph
            .client
            .http()
            .sendAsync(
                graph
                    .request(APP + "/addPassword")
                    .header("Authorization", "Bearer " + graph.tokenOf("azimuth-server"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"passwordCredential\":{\"displayName\":\"hung\"}}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    SimulatorClient.await(() -> graph.displayNames().contains("hung"));
    assertThat(waiting).isNotDone();
    SimulatorClient.await(
        () -> {
          graph.simulator.reset(); // again and again: it takes effect before it hangs
          return waiting.isDone();
        });
    assertThat(waiting).isCompletedExceptionally();
  }

  @Test
  void aFaultBeginsAfterSoManyRequests() throws Exception {
    graph.simulator.fault(SimulatedFault.status(TOKEN, 503).after(2).times(1));

    assertThat(graph.verdict(FIRST_SECRET)).isZero();
    assertThat(graph.verdict(FIRST_SECRET)).isZero();
    assertThat(graph.verdict(FIRST_SECRET)).isEqualTo(90033);
    assertThat(graph.verdict(FIRST_SECRET)).isZero();
  }

  @Test
  void aTokenWhoseAnswerIsLostWasIssued() throws Exception {
    graph.client.steer(
        "faults", "{\"endpoint\":\"token\",\"mode\":\"drop_after\",\"after\":1,\"count\":1}");

    assertThat(graph.verdict(FIRST_SECRET)).isZero();
    assertThatThrownBy(() -> graph.verdict(FIRST_SECRET)).isInstanceOf(IOException.class);
    assertThat(graph.steered.passwords(GraphClient.SERVER).get(0).accepted()).isEqualTo(2);
  }

  @Test
  void graphAsAWholeIsDisturbedWhereACallIsNot() throws Exception {
    graph.simulator.fault(SimulatedFault.status(GRAPH, 429).retryAfter(7));
    graph.simulator.fault(SimulatedFault.status(GRAPH_FIND, 503).times(1));

    assertThat(graph.get(APP).status()).isEqualTo(503);
    Answer second = graph.get(APP);
    assertThat(second.status()).isEqualTo(429);
    assertThat(code(second)).isEqualTo("TooManyRequests");
    assertThat(second.response().headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void callsAreCountedOneByOneAndTogether() throws Exception {
    graph.get(APP);
    graph.add("x");
    graph.add("y");
    graph.rawPost(APP + "/removePassword", REMOVE_FIRST);

    assertThat(graph.simulator.requestCounts())
        .containsEntry(GRAPH, 4L)
        .containsEntry(GRAPH_FIND, 1L)
        .containsEntry(GRAPH_ADD_PASSWORD, 2L)
        .containsEntry(GRAPH_REMOVE_PASSWORD, 1L);
  }
}
