package io.azimuth.adapters.azure.simulator.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.server.TestIssuer;
import io.azimuth.adapters.azure.simulator.token.AssertionClient;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issuers that are slow. */
@Timeout(60)
class IssuerLoadTest {

  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000014";

  @Test
  void aSlowIssuerLeavesThreadsForOtherRequests() throws Exception {
    TokenSigningKey key = TokenSigningKey.generate(new SecureRandom());
    CountDownLatch slow = new CountDownLatch(1);
    try (AzureSimulator simulator = SimulatorClient.start();
        TestIssuer issuer = TestIssuer.plain()) {
      SimulatorClient client = new SimulatorClient(simulator);
      issuer.publish(Map.of("key-1", key));
      issuer.waitFor(slow);
      simulator
          .federation()
          .register("azimuth-federated", FederatedCredential.of("azimuth", issuer.issuer(), "me"));
      AssertionClient assertion =
          AssertionClient.federated(client, issuer.issuer(), "me", "key-1", key);
      List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
      for (int i = 0; i <= IssuerKeys.MAX_WAITING; i++) {
        waiting.add(assertion.offerLater(CLIENT));
      }

      CompletableFuture<?> busy =
          CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new));
      assertThat(((HttpResponse<?>) busy.get()).statusCode()).isEqualTo(503);
      assertThat(client.authority("common/discovery/keys").status()).isEqualTo(200);
      slow.countDown();

      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> each : waiting) {
        statuses.add(each.get().statusCode());
      }
      assertThat(statuses).containsOnlyOnce(503).filteredOn(it -> it == 200).hasSize(8);
      assertThat(simulator.federation().issuerFetches()).isEqualTo(1);
    }
  }

  @Test
  void anIssuerThatDoesNotAnswerIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (TestIssuer issuer = TestIssuer.plain()) {
      issuer.publish(Map.of());
      issuer.waitFor(never);

      assertThatThrownBy(() -> new IssuerHttp(Duration.ofSeconds(1)).get(issuer.issuer() + "/keys"))
          .isInstanceOf(IssuerUnavailableException.class)
          .hasMessageEndingWith("does not answer in time");
      never.countDown();
    }
  }
}
