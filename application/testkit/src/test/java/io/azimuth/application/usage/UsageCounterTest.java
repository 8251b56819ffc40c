package io.azimuth.application.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UsageCounterTest {

  private static final String TOKENS = "sys/internal/counters/tokens";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  private CompletableFuture<ApiResponse> ask(String path) {
    return server
        .send(server.request(Operation.READ, root, path, RequestBody.NONE))
        .toCompletableFuture();
  }

  private Value.Obj counters(String path) {
    CompletableFuture<ApiResponse> answer = ask(path);
    server.runBackground();
    return (Value.Obj) TestServer.data(answer.join().answer()).get("counters");
  }

  private static Value.Obj total(String name, long number) {
    Value.Obj total = Value.Obj.builder().put("total", number).build();
    return Value.Obj.builder().put(name, total).build();
  }

  private double measured(String name) {
    return server.metrics().numbers().stream()
        .filter(it -> it.name().equals(name))
        .mapToDouble(Measurement::value)
        .findFirst()
        .orElse(-1);
  }

  @Test
  void countsTokensAndEntitiesThatAreThere() {
    server.write(root, "auth/token/create", Map.of("ttl", "1h"));
    server.write(root, "identity/entity", Map.of("name", "one"));

    assertThat(counters(TOKENS)).isEqualTo(total("service_tokens", 2));
    assertThat(counters("sys/internal/counters/entities")).isEqualTo(total("entities", 1));
  }

  @Test
  void metricsShowWhatWasCountedByMountPolicyAndLifetime() {
    server.write(root, "auth/token/create", Map.of("ttl", "1h", "policies", "web"));
    counters(TOKENS);

    assertThat(number("vault_token_count_by_auth", "auth_method", "auth/token/")).isEqualTo(2);
    assertThat(number("vault_token_count_by_policy", "policy", "web")).isEqualTo(1);
    assertThat(number("vault_token_count_by_policy", "policy", "root")).isEqualTo(1);
    assertThat(number("vault_token_count_by_ttl", "creation_ttl", "1h")).isEqualTo(1);
    assertThat(number("vault_token_count_by_ttl", "creation_ttl", "+Inf")).isEqualTo(1);
    assertThat(number("azimuth_leases", "mount", "auth/token/")).isEqualTo(1);
  }

  private double number(String name, String label, String value) {
    return server.metrics().number(name, Map.of(label, value));
  }

  @Test
  void whoAsksWaitsForTheCountWithoutAThread() {
    CompletableFuture<ApiResponse> answer = ask(TOKENS);

    assertThat(answer).isNotDone();
    server.runBackground();
    assertThat(answer).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void whatWasCountedDoesForAWhileAndIsCountedAnewAfterIt() {
    counters(TOKENS);
    server.write(root, "auth/token/create", Map.of("ttl", "1h"));

    assertThat(ask(TOKENS)).isCompleted();
    assertThat(counters(TOKENS)).isEqualTo(total("service_tokens", 1));
    server.clock().advance(Duration.ofMinutes(20));
    assertThat(counters(TOKENS)).isEqualTo(total("service_tokens", 2));
  }

  @Test
  void tokensThatAreOverDoNotCount() {
    server.write(root, "auth/token/create", Map.of("ttl", "1h"));
    counters(TOKENS);
    server.clock().advance(Duration.ofHours(1));

    assertThat(counters(TOKENS)).isEqualTo(total("service_tokens", 1));
  }

  @Test
  void metricsHaveTheLatestFiguresAndWaitForNone() {
    server.write(root, "auth/token/create", Map.of("ttl", "1h"));
    assertThat(measured("vault_token_count")).isEqualTo(-1);
    server.runBackground();

    assertThat(measured("vault_token_count")).isEqualTo(2);
    assertThat(measured("vault_expire_num_leases")).isEqualTo(1);
    assertThat(measured("vault_identity_num_entities")).isEqualTo(0);
  }
}
