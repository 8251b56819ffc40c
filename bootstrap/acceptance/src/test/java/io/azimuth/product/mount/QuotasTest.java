package io.azimuth.product.mount;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rate-limit quotas over HTTP, for a fleet and its operator. */
final class QuotasTest {

  private static final String QUOTA = "sys/quotas/rate-limit/";

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static final StandingClock CLOCK = SharedServer.clock();
  private static TestingServer server;
  private static int mounts;
  private static int calls;
  private JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void enable() {
    mount = JwtMount.enable(server, "jwt" + ++mounts).role("web").role("db");
  }

  @AfterEach
  void removeQuotas() {
    CLOCK.advance(Duration.ofHours(1));
    Reply.texts(operator().list("sys/quotas/rate-limit").data().path("keys"))
        .forEach(name -> operator().delete(QUOTA + name));
  }

  // Each call has another address, so that no global quota limits it.
  private static TestingClient operator() {
    return server.root().with("X-Forwarded-For", "198.51.100." + ++calls);
  }

  private void quota(String name, String path, double rate, Object... more) {
    Map<String, Object> fields = new HashMap<>(Map.of("path", path, "rate", rate));
    for (int i = 0; i < more.length; i += 2) {
      fields.put((String) more[i], more[i + 1]);
    }
    server.root().write(QUOTA + name, fields);
  }

  private Reply login(String role, String address) {
    TestingClient client = server.anonymous().with("X-Forwarded-For", address);
    return mount.login(client, role, mount.jwt());
  }

  @Test
  void aMachineThatStormsIsHeldBackAndTheFleetIsNot() {
    quota("logins", mount.at("login"), 2, "interval", "10s");
    server.root().write("sys/quotas/config", Map.of("enable_rate_limit_response_headers", true));

    Reply first = login("web", "192.0.2.1");
    login("web", "192.0.2.1");
    Reply third = login("web", "192.0.2.1");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("X-Ratelimit-Limit")).hasValue("2");
    assertThat(first.header("X-Ratelimit-Remaining")).hasValue("1");
    assertThat(first.header("X-Ratelimit-Reset")).hasValue("5");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.errors())
        .containsExactly("request path \"" + mount.at("login") + "\": rate limit quota exceeded");
    assertThat(third.header("Retry-After")).hasValue("5");
    assertThat(third.header("X-Ratelimit-Remaining")).hasValue("0");
    assertThat(third.header("X-Ratelimit-Reset")).hasValue("5");
    assertThat(login("web", "192.0.2.2").status()).isEqualTo(200);
    assertThat(first.clientToken()).isNotEmpty();
    assertThat(server.as(first.clientToken()).get("auth/token/lookup-self").status())
        .isEqualTo(200);
    CLOCK.advance(Duration.ofSeconds(5));
    assertThat(login("web", "192.0.2.1").status()).isEqualTo(200);
    assertThat(server.root().get("sys/metrics?format=prometheus").text())
        .contains("vault_quota_rate_limit_violation{name=\"logins\"} 1")
        .contains("azimuth_quota_clients ");
  }

  @Test
  void theLogTellsOfAStormOnceAMinuteAndHowLargeItWas() {
    quota("storm", mount.at("login"), 1, "interval", "1h");
    for (int i = 0; i < 4; i++) {
      login("web", "192.0.2.9");
    }
    assertThat(server.log())
        .containsOnlyOnce("a rate limit quota refuses requests, quota=storm")
        .contains("quota=storm, refused=1, client=192.0.2.9");

    CLOCK.advance(Duration.ofMinutes(1));
    login("web", "192.0.2.9");

    assertThat(server.log()).contains("quota=storm, refused=3,");
  }

  @Test
  void quotasOutliveARestart() {
    quota("kept", mount.at(""), 1, "interval", "1h");
    Map<String, String> before = Reply.members(server.root().get(QUOTA + "kept").data());

    server.restart();

    assertThat(Reply.members(server.root().get(QUOTA + "kept").data())).isEqualTo(before);
    assertThat(login("web", "192.0.2.1").status()).isEqualTo(200);
    assertThat(login("web", "192.0.2.1").status()).isEqualTo(429);
  }
}
