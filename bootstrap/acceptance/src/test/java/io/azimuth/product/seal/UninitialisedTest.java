package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server before its initialisation. */
final class UninitialisedTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.uninitialised();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sys/auth", "auth/token/lookup-self", "auth/azure/login", "none/such", "sys/none"})
  void isSealed(String path) {
    Reply reply = server.anonymous().get(path);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).isEqualTo("{\"errors\":[\"Vault is sealed\"]}\n");
    assertThat(server.as("azs.AAAAAAAAAAAAAAAAAAAAAAAA").post(path).status()).isEqualTo(503);
  }

  @Test
  void isMeasuredByAnybodyWhereTheListenerAllowsIt() {
    Reply metrics = server.anonymous().get("sys/metrics?format=prometheus");

    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.text()).contains("\nvault_core_unsealed 0.0\n");
    assertThat(server.as("azs.AAAAAAAAAAAAAAAAAAAAAAAA").get("sys/metrics/").status())
        .isEqualTo(200);
    assertThat(server.anonymous().get("sys/metrics?format=x").status()).isEqualTo(400);
    assertThat(server.anonymous().post("sys/metrics").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 501",
    "?uninitcode=299, 299",
    "?sealedcode=299, 501",
    "?uninitcode=299&sealedcode=298&standbycode=297&drsecondarycode=296, 299",
    "?uninitcode=abc, 400",
  })
  void saysSoInItsHealth(String query, int status) {
    assertThat(server.anonymous().get("sys/health" + query).status()).isEqualTo(status);
  }

  @Test
  void tellsItsStateToAnybody() {
    Reply health = server.anonymous().get("sys/health");
    Reply seal = server.anonymous().get("sys/seal-status");
    Reply init = server.anonymous().get("sys/init");

    assertThat(health.body().path("initialized").asBoolean(true)).isFalse();
    assertThat(health.body().path("sealed").asBoolean()).isTrue();
    assertThat(seal.body().path("sealed").asBoolean()).isTrue();
    assertThat(seal.body().path("type").asText()).isEqualTo("static");
    assertThat(init.text()).isEqualTo("{\"initialized\":false}\n");
  }

  @Test
  void doesNotTakeSharesWhereTheSealHasNone() {
    Reply shares =
        server.anonymous().send("PUT", "sys/init", "{\"secret_shares\":5,\"secret_threshold\":3}");
    Reply pgp = server.anonymous().send("PUT", "sys/init", "{\"pgp_keys\":[\"AAAA\"]}");

    assertThat(shares.status()).isEqualTo(400);
    assertThat(shares.errors().get(0)).contains("not applicable to seal type static");
    assertThat(pgp.status()).isEqualTo(400);
    assertThat(pgp.errors().get(0)).contains("pgp_keys not applicable to seal type static");
    assertThat(server.anonymous().get("sys/init").text()).isEqualTo("{\"initialized\":false}\n");
  }
}
