package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of an azure mount over HTTP, with the simulated Azure. */
final class AzureConfigStatusTest {

  /** Metrics of a server with another store, with TLS, or with something to say. */
  private static final Set<String> ON_OTHER_SERVERS =
      Set.of(
          "azimuth_advice_acknowledged",
          "azimuth_audit_device_working",
          "azimuth_audit_file_displaced",
          "azimuth_audit_queue_records",
          "azimuth_audit_records_total",
          "azimuth_audit_room_bytes",
          "azimuth_azure_credential_expiry_timestamp_seconds",
          "azimuth_azure_login_wait_seconds",
          "azimuth_azure_login_waits_total",
          "azimuth_azure_machine_lists_total",
          "azimuth_clock_offset_seconds",
          "azimuth_entity_aliases",
          "azimuth_leases",
          "azimuth_plugin_circuits_open",
          "azimuth_plugin_failures_total",
          "azimuth_plugin_jar_threads",
          "azimuth_plugin_refused_total",
          "azimuth_plugin_requests_waiting",
          "azimuth_plugin_tasks_running",
          "azimuth_plugin_tasks_waiting",
          "azimuth_plugin_threads_busy",
          "azimuth_plugin_threads_max",
          "azimuth_plugin_threads_stuck",
          "azimuth_rotation_leftover_credentials",
          "azimuth_rotation_next_timestamp_seconds",
          "azimuth_rotation_running",
          "azimuth_rotation_started_timestamp_seconds",
          "azimuth_rotations_total",
          "azimuth_store_connections",
          "azimuth_store_scrub_end_timestamp_seconds",
          "azimuth_store_set_back_total",
          "azimuth_store_unreadable_entries",
          "azimuth_tls_certificate_expiry_timestamp_seconds",
          "vault_audit_log_request",
          "vault_audit_log_request_failure",
          "vault_audit_log_response",
          "vault_audit_log_response_failure",
          "vault_expire_renew_token",
          "vault_expire_revoke",
          "vault_barrier_delete",
          "vault_policy_get_policy",
          "vault_policy_set_policy",
          "vault_quota_rate_limit_violation");

  private final StandingClock clock = StandingClock.standing();
  private TestingServer server;
  private ResourceFixture azure;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = TestingServer.in(directory).onMapDb().clock(clock).maintainedOften().start();
    azure = ResourceFixture.on(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsAskedUntilSomebodyLogsInAndLoginsLeaveTheirTrace() {
    JsonNode untouched = status("");
    for (String name : List.of("discovery", "keys", "resource_manager", "graph")) {
      assertThat(untouched.path(name).path("ok").isNull()).as(name).isTrue();
    }
    azure.role("bound_resource_groups", "rg-web");
    azure.login(azure.jwt("web-1"), ResourceFixture.names("web-1"));

    JsonNode remembered = status("");
    for (String name : List.of("discovery", "keys", "resource_manager")) {
      assertThat(remembered.path(name).path("ok").asBoolean()).as(remembered.toString()).isTrue();
    }
    assertThat(remembered.path("graph").path("ok").isNull()).isTrue();
    assertThat(metrics())
        .contains(
            "azimuth_azure_calls_total{outcome=\"ok\",service=\"resource_manager\"} 1.0",
            "azimuth_azure_calls_total{outcome=\"ok\",service=\"keys\"} 1.0",
            "azimuth_azure_calls_total{outcome=\"ok\",service=\"discovery\"} 2.0",
            "azimuth_azure_calls_total{outcome=\"ok\",service=\"sign_in\"} 1.0",
            "azimuth_azure_call_duration_seconds_count{service=\"resource_manager\"} 1",
            "azimuth_azure_retry_after_seconds{service=\"graph\"} 0.0",
            "azimuth_azure_retry_after_seconds{service=\"key_vault\"} 0.0",
            "azimuth_azure_lookups_total{kind=\"resource\",source=\"asked\"} 1.0",
            "azimuth_azure_stale_age_seconds{kind=\"resource\"} 0.0",
            "azimuth_keys_age_seconds{issuer=\"https://sts.windows.net/");
  }

  @Test
  void endOfTheCredentialIsMeasuredAndWarnedOfOnceAlsoAfterARestart() {
    status("?probe=true");
    Instant end = Instant.parse(status("").path("credential").path("expires").asText());
    clock.advance(Duration.between(clock.instant(), end.minus(Duration.ofDays(30))));

    await(() -> warnings(30) == 1);
    assertThat(metrics())
        .contains(
            "azimuth_azure_credential_expiry_timestamp_seconds{mount=\""
                + azure.mount().at("")
                + "\"} "
                + (double) end.getEpochSecond());
    server.restart();
    status("?probe=true");
    clock.advance(Duration.ofDays(23));
    await(() -> warnings(7) == 1);
    assertThat(warnings(30)).isEqualTo(1);
  }

  @Test
  void pageOfMetricsRulesAndDashboardsNameWhatThisServerHas() throws IOException {
    azure.role("bound_resource_groups", "rg-web");
    azure.login(azure.jwt("web-1"), ResourceFixture.names("web-1"));
    azure.login("no token");
    await(
        () ->
            metrics().contains("# TYPE vault_token_count gauge")); // counted when it was asked for
    MetricNames names = new MetricNames(metrics());

    assertThat(names.documented()).hasSizeGreaterThan(70);
    assertThat(names.servedButNotDocumented()).isEmpty();
    assertThat(names.documentedButNotServed()).isSubsetOf(ON_OTHER_SERVERS);
    assertThat(names.shipped()).hasSizeGreaterThan(40);
    assertThat(names.shippedButUnknown()).isEmpty();
  }

  private long warnings(int days) {
    return server
        .log()
        .lines()
        .filter(line -> line.contains("the credential of the server ends within " + days + " days"))
        .count();
  }

  private String metrics() {
    Reply reply = server.root().get("sys/metrics?format=prometheus");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    return reply.text();
  }

  private JsonNode status(String query) {
    Reply reply = server.root().get(azure.mount().at("config/status" + query));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.data();
  }

  private static void await(BooleanSupplier condition) {
    Waiting.until(Duration.ofMinutes(1), condition);
  }
}
