package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.spi.engine.Key;
import io.azimuth.testkit.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tokens when they are revoked, at a restart and in races. */
final class TokenLivesTest {

  private static final StandingClock CLOCK = SharedServer.clock();
  private static final String SELF = "auth/token/lookup-self";
  private static final int ROUNDS = 50;

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;
  private static JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt");
    server
        .root()
        .write(
            "sys/policies/acl/parent",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }"));
    mount.role("web", "token_policies", "parent");
    mount.role("batch", "token_type", "batch");
  }

  private static String create(String parent, Map<String, ?> parameters) {
    return server.as(parent).write("auth/token/create", parameters).clientToken();
  }

  private static int lookUp(String token) {
    return server.as(token).get(SELF).status();
  }

  /** One restart for all that is to hold after it. The sweep begins with the start. */
  @Test
  void tokensAreAfterARestartWhatTheyWereBeforeAndTheSweepRemovesWhatIsOver() {
    List<Runnable> checks =
        List.of(
            aFamilyDiesWithItsAncestorAndStaysDead(),
            aBatchTokenOutlivesARestartAndNothingOfItIsStored(),
            aRevokedPrefixHoldsAtOnceForAllKindsOfTokensAndAfterARestart(),
            aReleasedChildLivesOnAfterARestart());

    theSweepRemovesWhatIsOver(() -> assertThat(checks).allSatisfy(Runnable::run));
  }

  private static Runnable aFamilyDiesWithItsAncestorAndStaysDead() {
    String parent = create(server.rootToken(), Map.of("policies", "parent"));
    String child = create(parent, Map.of());
    String grandchild = create(child, Map.of());
    String orphan =
        server.root().write("auth/token/create", Map.of("no_parent", true)).clientToken();

    assertThat(server.as(parent).post("auth/token/revoke-self").status()).isEqualTo(204);

    assertThat(List.of(lookUp(parent), lookUp(child), lookUp(grandchild), lookUp(orphan)))
        .containsExactly(403, 403, 403, 200);
    return () ->
        assertThat(List.of(lookUp(parent), lookUp(child), lookUp(grandchild), lookUp(orphan)))
            .containsExactly(403, 403, 403, 200);
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
    assertThat(dead).allSatisfy(token -> assertThat(lookUp(token)).isEqualTo(403));
    return () -> {
      assertThat(dead).allSatisfy(token -> assertThat(lookUp(token)).isEqualTo(403));
      assertThat(alive).allSatisfy(token -> assertThat(lookUp(token)).isEqualTo(200));
      assertThat(lookUp(mount.loggedIn("batch").clientToken())).isEqualTo(200);
    };
  }

  private static Runnable aReleasedChildLivesOnAfterARestart() {
    String parent = create(server.rootToken(), Map.of("policies", "parent"));
    String child = create(parent, Map.of());
    String batch = create(parent, Map.of("type", "batch"));

    assertThat(server.root().post("auth/token/revoke-orphan", Map.of("token", parent)).status())
        .isEqualTo(204);

    assertThat(lookUp(parent)).isEqualTo(403);
    return () -> {
      assertThat(server.as(child).get(SELF).data().path("orphan").asBoolean()).isTrue();
      assertThat(lookUp(batch)).isEqualTo(200);
    };
  }

  @Test
  @Tag("slow")
  void noChildIsBornIntoARevokedFamily() {
    for (int round = 0; round < ROUNDS; round++) {
      String parent = create(server.rootToken(), Map.of("policies", "parent"));
      List<CompletableFuture<Reply>> births = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        births.add(server.as(parent).sendLater("POST", "auth/token/create", "{}"));
      }
      CompletableFuture<Reply> death =
          server.as(parent).sendLater("POST", "auth/token/revoke-self", "");
      for (int i = 0; i < 4; i++) {
        births.add(server.as(parent).sendLater("POST", "auth/token/create", "{}"));
      }

      assertThat(death.join().status()).isEqualTo(204);
      for (CompletableFuture<Reply> birth : births) {
        Reply reply = birth.join();
        assertThat(reply.status()).isIn(200, 403);
        if (reply.status() == 200) {
          assertThat(lookUp(reply.clientToken())).isEqualTo(403);
        }
      }
    }
  }

  private static void theSweepRemovesWhatIsOver(Runnable afterTheRestart) {
    Set<Key> before = server.keys("token/");
    String parent = create(server.rootToken(), Map.of("policies", "parent", "ttl", "1h"));
    create(parent, Map.of("ttl", "1m"));
    mount.role("hour", "token_ttl", "1h");
    mount.loggedIn("hour");
    Set<Key> over = new HashSet<>(server.keys("token/"));
    over.removeAll(before);
    assertThat(over).hasSize(3);
    CLOCK.advance(Duration.ofMinutes(61));

    server.restart();

    afterTheRestart.run();
    Waiting.until(Duration.ofMinutes(1), () -> Collections.disjoint(server.keys("token/"), over));
  }

  /** CVE-2025-5999. */
  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", " root ", "Root,default", "\troot", "web,rOOt"})
  void noRoleGivesRoot(String policies) {
    Reply written =
        server
            .root()
            .post(mount.at("role/escalating"), JwtMount.roleParameters("token_policies", policies));
    if (written.status() < 300) {
      Reply login = mount.login("escalating", mount.jwt());
      assertThat(login.status()).isEqualTo(400);
      assertThat(login.clientToken()).isEmpty();
    } else {
      assertThat(written.status()).isEqualTo(400);
    }
  }

  /** CVE-2025-5999. */
  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", " root ", "Root,default", "\troot", "parent,rOOt"})
  void noTokenMakesARootToken(String policies) {
    server.root().write("sys/policies/acl/sudo", sudo());
    String token = create(server.rootToken(), Map.of("policies", "parent,sudo"));
    Set<Key> before = server.keys("token/");

    Reply reply = server.as(token).post("auth/token/create", Map.of("policies", policies));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(server.keys("token/")).isSubsetOf(before); // a sweep may be running
  }

  private static Map<String, String> sudo() {
    return Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\", \"sudo\"] }");
  }

  /** CVE-2026-46405. */
  @Test
  void aRefusedLoginLeavesNothing() {
    mount.role("rooted");
    Set<Key> tokens = server.keys("token/");
    long entities = server.count("entity/");

    Reply wrong = mount.login("web", mount.jwt() + "x");
    Reply unknown = mount.login("nobody", mount.jwt());

    assertThat(List.of(wrong.status(), unknown.status())).containsExactly(403, 400);
    assertThat(server.keys("token/")).isSubsetOf(tokens);
    assertThat(server.count("entity/")).isEqualTo(entities);
  }

  @Test
  void manyFirstLoginsAtOnceAreOneEntity() {
    JwtMount fresh = JwtMount.enable(server, "fresh").role("web");
    String body = "{\"role\":\"web\",\"jwt\":\"" + fresh.jwt() + "\"}";
    List<CompletableFuture<Reply>> logins = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      logins.add(server.anonymous().sendLater("POST", fresh.at("login"), body));
    }

    assertThat(logins.stream().map(login -> login.join().status())).containsOnly(200);
    assertThat(logins.stream().map(login -> login.join().auth().path("entity_id")).distinct())
        .hasSize(1);
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
    assertThat(lookUp(victim)).isEqualTo(200);
  }
}
