package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The endpoints for tokens and leases over HTTP, with a real store. */
final class TokenSurfaceTest {

  private static final StandingClock CLOCK = SharedServer.clock();
  private static final String SELF = "auth/token/lookup-self";

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;
  private static JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web");
    mount.role("batch", "token_type", "batch");
    server
        .root()
        .write(
            "sys/policies/acl/parent",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }"));
  }

  /** One restart for all that is to hold after it. */
  @Test
  void tokensAreAfterARestartWhatTheyWereBefore() {
    List<Runnable> checks =
        List.of(
            aBatchTokenOutlivesARestartAndNothingOfItIsStored(),
            aRevokedPrefixHoldsAtOnceForAllKindsOfTokensAndAfterARestart(),
            aReleasedChildLivesOnAfterARestart());

    server.restart();

    assertThat(checks).allSatisfy(Runnable::run);
  }

  private static Runnable aBatchTokenOutlivesARestartAndNothingOfItIsStored() {
    JwtMount mount = JwtMount.enable(server, "stored").role("batch", "token_type", "batch");
    long before = server.count("token/");

    Reply login = mount.loggedIn("batch");

    assertThat(server.count("token/")).isEqualTo(before);
    assertThat(login.auth().path("accessor").asText()).isEmpty();
    assertThat(login.auth().path("token_type").asText()).isEqualTo("batch");
    assertThat(login.auth().path("renewable").asBoolean()).isFalse();
    return () -> {
      JsonNode data = server.as(login.clientToken()).get(SELF).data();
      assertThat(data.path("type").asText()).isEqualTo("batch");
      assertThat(data.path("path").asText()).isEqualTo("auth/stored/login");
      assertThat(data.path("meta").path("role").asText()).isEqualTo("batch");
      assertThat(server.as(login.clientToken()).post("auth/token/renew-self").status())
          .isEqualTo(400);
    };
  }

  private static Runnable aRevokedPrefixHoldsAtOnceForAllKindsOfTokensAndAfterARestart() {
    JwtMount other = JwtMount.enable(server, "other").role("web");
    other.role("batch", "token_type", "batch");
    mount.role("web", "token_policies", "parent");
    List<String> dead = new ArrayList<>();
    dead.add(mount.loggedIn("web").clientToken());
    dead.add(server.as(dead.get(0)).write("auth/token/create", Map.of()).clientToken());
    dead.add(
        server.as(dead.get(0)).write("auth/token/create", Map.of("type", "batch")).clientToken());
    dead.add(mount.loggedIn("batch").clientToken());
    List<String> alive =
        List.of(other.loggedIn("web").clientToken(), other.loggedIn("batch").clientToken());

    Reply revoked = server.root().send("PUT", "sys/leases/revoke-prefix/auth/jwt", "");

    assertThat(revoked.status()).isEqualTo(204);
    assertThat(revoked.text()).isEmpty();
    assertThat(dead).allSatisfy(token -> assertThat(status(token)).isEqualTo(403));
    return () -> {
      assertThat(dead).allSatisfy(token -> assertThat(status(token)).isEqualTo(403));
      assertThat(alive).allSatisfy(token -> assertThat(status(token)).isEqualTo(200));
      assertThat(status(mount.loggedIn("batch").clientToken())).isEqualTo(200);
    };
  }

  @Test
  void aLeaseIsListedLookedUpAndRevoked() {
    JwtMount leased = JwtMount.enable(server, "leased").role("web");
    String token = leased.loggedIn("web").clientToken();

    JsonNode keys = server.root().list("sys/leases/lookup/auth/leased/login").data().path("keys");
    assertThat(keys).hasSize(1);
    String id = "auth/leased/login/" + keys.get(0).asText();
    Reply found = server.root().post("sys/leases/lookup", Map.of("lease_id", id));
    assertThat(found.data().path("id").asText()).isEqualTo(id);
    assertThat(found.data().path("ttl").asLong()).isEqualTo(2_764_800);
    assertThat(server.root().post("sys/renew", Map.of("lease_id", id)).errors())
        .containsExactly("tokens cannot be renewed through this endpoint");
    assertThat(server.root().post("sys/revoke/" + id, Map.of("sync", true)).status())
        .isEqualTo(204);
    assertThat(status(token)).isEqualTo(403);
    assertThat(server.root().list("sys/leases/lookup/auth/leased/login").status()).isEqualTo(404);
  }

  @Test
  void accessorsAreListedAndTidyIsAccepted() {
    Reply created = server.root().write("auth/token/create", Map.of("policies", "default"));
    String accessor = created.auth().path("accessor").asText();

    List<String> keys = new ArrayList<>();
    server
        .root()
        .get("auth/token/accessors?list=true")
        .data()
        .path("keys")
        .forEach(key -> keys.add(key.asText()));
    Reply tidy = server.root().post("auth/token/tidy");

    assertThat(keys).contains(accessor).isSorted();
    assertThat(tidy.status()).isEqualTo(202);
    assertThat(tidy.warnings().get(0)).startsWith("Tidy operation successfully started.");
    assertThat(server.root().post("sys/leases/tidy").status()).isEqualTo(202);
  }

  private static Runnable aReleasedChildLivesOnAfterARestart() {
    String parent = create(server.rootToken(), Map.of("policies", "parent"));
    String child = create(parent, Map.of());
    String batch = create(parent, Map.of("type", "batch"));

    assertThat(server.root().post("auth/token/revoke-orphan", Map.of("token", parent)).status())
        .isEqualTo(204);

    assertThat(status(parent)).isEqualTo(403);
    return () -> {
      assertThat(server.as(child).get(SELF).data().path("orphan").asBoolean()).isTrue();
      assertThat(status(batch)).isEqualTo(200);
    };
  }

  @Test
  void aRoleTravelsWithItsTokens() {
    server
        .root()
        .write(
            "auth/token/roles/nightly",
            Map.of(
                "allowed_policies", "a,b",
                "path_suffix", "jobs",
                "token_period", "1h",
                "token_num_uses", 0));
    String token = server.root().write("auth/token/create/nightly", Map.of()).clientToken();
    CLOCK.advance(Duration.ofMinutes(30));

    JsonNode data = server.as(token).get(SELF).data();

    assertThat(data.path("role").asText()).isEqualTo("nightly");
    assertThat(data.path("path").asText()).isEqualTo("auth/token/create/nightly/jobs");
    assertThat(data.path("period").asLong()).isEqualTo(3_600);
    assertThat(data.path("ttl").asLong()).isEqualTo(1_800);
    assertThat(
            server
                .as(token)
                .send("PUT", "auth/token/renew-self", "{\"increment\":\"5s\"}")
                .auth()
                .path("lease_duration")
                .asLong())
        .isEqualTo(3_600);
    assertThat(
            server
                .root()
                .send("PUT", "sys/leases/revoke-prefix/auth/token/create/nightly", "{}")
                .status())
        .isEqualTo(204);
    assertThat(status(token)).isEqualTo(403);
    assertThat(server.root().get("auth/token/roles/nightly").data().path("name").asText())
        .isEqualTo("nightly");
  }

  @Test
  @DisplayName(
      "CVE-2026-40264, GHSA-v8v8-cm84-m686, GHSA-c36x-h252-g9x2: the old paths of leases are checked"
          + " like the new ones")
  void theOldPathsOfLeasesAreCheckedLikeTheNewOnes() {
    String plain = create(server.rootToken(), Map.of("policies", "default"));
    String victim = create(server.rootToken(), Map.of("policies", "default"));
    String id =
        "auth/token/create/"
            + server
                .root()
                .list("sys/leases/lookup/auth/token/create")
                .data()
                .path("keys")
                .get(0)
                .asText();

    for (String path :
        List.of(
            "sys/revoke",
            "sys/revoke/" + id,
            "sys/leases/revoke",
            "sys/leases/revoke/" + id,
            "sys/revoke-prefix/auth/token/create",
            "sys/revoke-force/auth/token/create",
            "sys/leases/revoke-prefix/auth/token/create",
            "sys/leases/revoke-force/auth/token/create")) {
      assertThat(server.as(plain).post(path, Map.of("lease_id", id)).status())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(status(victim)).isEqualTo(200);
  }

  private static String create(String parent, Map<String, ?> parameters) {
    return server.as(parent).write("auth/token/create", parameters).clientToken();
  }

  private static int status(String token) {
    return server.as(token).get(SELF).status();
  }
}
