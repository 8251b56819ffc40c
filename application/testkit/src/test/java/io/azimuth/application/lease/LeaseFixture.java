package io.azimuth.application.lease;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.sweep.LeaseSweep;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.IssuedLease;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedEngine;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A server with a secrets engine at {@code lab/} that makes accounts under leases. */
abstract class LeaseFixture {

  /** Longer than the clocks of two servers differ. */
  static final Duration SKEW = ClockSkew.ALLOWED;

  final ScriptedEngine engine = new ScriptedEngine();
  final TestServer server = TestServer.with(engine, TestServer.NO_SETTINGS);
  final String root = server.initialize();

  @BeforeEach
  void mount() {
    mount("lab");
    done(
        server.write(
            root,
            "sys/policies/acl/lab",
            Map.of(
                "policy",
                "path \"lab/*\" { capabilities = [\"read\"] }\n"
                    + "path \"auth/token/*\" { capabilities = [\"update\"] }")));
  }

  void mount(String path) {
    done(server.write(root, "sys/mounts/" + path, Map.of("type", ScriptedEngine.TYPE)));
  }

  /** A token that may read below {@code lab/}. */
  String token(String parent, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("policies", List.of("lab"));
    return clientToken(server.write(parent, "auth/token/create", body));
  }

  Answer account(String token) {
    return server.read(token, "lab/account/web");
  }

  IssuedLease lease(String token) {
    return envelope(account(token)).lease().orElseThrow();
  }

  void sweep() {
    server.get(LeaseSweep.class).run();
  }

  void pass(Duration time) {
    server.clock().advance(time);
  }

  List<String> records() {
    return server.store().keys().stream().filter(key -> key.startsWith("lease/")).toList();
  }

  List<String> marks() {
    return server.store().keys().stream().filter(key -> key.startsWith("revoked/")).toList();
  }

  List<String> listed(String path) {
    Answer answer = server.list(root, path);
    return answer instanceof Answer.NotFound
        ? List.of()
        : ((Value.Items) TestServer.data(answer).get("keys"))
            .values().stream().map(value -> ((Value.Text) value).text()).toList();
  }

  /** Nothing is left: neither in the other system nor in the store. */
  void assertNothingLeft() {
    assertThat(engine.accounts()).isEmpty();
    assertThat(records()).isEmpty();
  }
}
