package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.clientToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.ServedBy;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestMetricsTest extends GatewayFixture {

  @Test
  void requestsAreMeasuredAltogetherAndByMount() {
    double before = count("vault_core_handle_request");
    server.read(root, "sys/mounts");
    server.read(root, "auth/app/act");
    server.read("", "no/such/mount");

    assertThat(count("vault_core_handle_request") - before).isEqualTo(3);
    assertThat(count("vault_route_read_sys_")).isEqualTo(1);
    assertThat(count("vault_route_read_auth_app_")).isEqualTo(1);
  }

  @Test
  void theNumberOfMountsThatAreMeasuredIsBounded() {
    for (int i = 0; i < 1_050; i++) {
      server.write(root, "sys/mounts/m" + i, Map.of("type", "kv"));
      server.read(root, "m" + i + "/x");
    }

    assertThat(server.metrics().timers())
        .filteredOn(it -> it.name().startsWith("vault_route_"))
        .hasSizeLessThanOrEqualTo(1_000);
  }

  @Test
  void theAnswerSaysWhatServedIt() {
    assertThat(servedBy(root, "sys/auth/app/tune"))
        .isEqualTo(new ServedBy("system", "auth/{path}/tune"));
    assertThat(servedBy("", "sys/health")).isEqualTo(new ServedBy("system", "health"));
    assertThat(servedBy(root, "auth/app/nothing")).isEqualTo(ServedBy.backend("scripted"));
    assertThat(servedBy(root, "no/such/mount")).isEqualTo(ServedBy.NOTHING);
  }

  @Test
  void tokensAreCountedOnceTheyExist() {
    server.write(root, "auth/token/create", Map.of("ttl", "1h"));
    server.write(
        root, "auth/token/create", Map.of("ttl", "1h", "type", "batch", "policies", "web"));
    server.write(root, "auth/token/create", Map.of("ttl", "not a time"));

    assertThat(created("service")).isEqualTo(1);
    assertThat(created("batch")).isEqualTo(1);
    assertThat(count("vault_token_create")).isEqualTo(2);
    assertThat(count("vault_token_store")).isEqualTo(1);
  }

  @Test
  void policiesRenewalsAndRevocationsHaveNamesOfTheirOwn() {
    String token = clientToken(server.write(root, "auth/token/create", Map.of("ttl", "1h")));
    server.write(root, "sys/policies/acl/web", Map.of("policy", ""));
    server.read(root, "sys/policies/acl/web");
    server.write(token, "auth/token/renew-self", Map.of());
    server.write(token, "auth/token/revoke-self", Map.of());

    assertThat(count("vault_policy_set_policy")).isEqualTo(1);
    assertThat(count("vault_policy_get_policy")).isEqualTo(1);
    assertThat(count("vault_expire_renew_token")).isEqualTo(1);
    assertThat(count("vault_expire_revoke")).isEqualTo(1);
    assertThat(count("vault_token_lookup")).isPositive();
  }

  private double created(String type) {
    return server
        .metrics()
        .number(
            "vault_token_creation",
            Map.of("auth_method", "auth/token/", "creation_ttl", "1h", "token_type", type));
  }

  private ServedBy servedBy(String token, String path) {
    ApiResponse response =
        server
            .send(server.request(Operation.READ, token, path, RequestBody.NONE))
            .toCompletableFuture()
            .join();
    return response.servedBy();
  }

  private double count(String name) {
    return server.metrics().timers().stream()
        .filter(it -> it.name().equals(name))
        .mapToDouble(TimerReading::count)
        .sum();
  }
}
