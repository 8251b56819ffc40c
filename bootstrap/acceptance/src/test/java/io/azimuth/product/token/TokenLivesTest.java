package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.spi.engine.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lifetimes of tokens: renewal, expiry and revocation. */
final class TokenLivesTest {

  private static final StandingClock CLOCK = SharedServer.clock();
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
  }

  private static String create(String parent, Map<String, ?> parameters) {
    return server.as(parent).write("auth/token/create", parameters).clientToken();
  }

  private static int lookUp(String token) {
    return server.as(token).get("auth/token/lookup-self").status();
  }

  private static long ttl(String token) {
    return server.as(token).get("auth/token/lookup-self").data().path("ttl").asLong();
  }

  /** The sweep begins with the start. */
  @Test
  void aFamilyStaysDeadAfterARestartAndTheSweepRemovesWhatIsOver() {
    Runnable family = aFamilyDiesWithItsAncestorAndStaysDead();

    theSweepRemovesWhatIsOver(family);
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

  @Test
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

  @Test
  void tokensOfAMountDieWithItAndDoNotComeBackWithItsName() {
    JwtMount other = JwtMount.enable(server, "short-lived").role("web");
    String token = other.loggedIn("web").clientToken();
    assertThat(lookUp(token)).isEqualTo(200);

    assertThat(server.root().delete("sys/auth/short-lived").status()).isEqualTo(204);

    assertThat(lookUp(token)).isEqualTo(403);
    JwtMount.enable(server, "short-lived");
    assertThat(lookUp(token)).isEqualTo(403);
    assertThat(server.root().get(other.at("role/web")).status()).isEqualTo(404);
  }

  @Test
  void anEditedPolicyHoldsFromTheNextRequestOn() {
    String path = mount.at("role/web");
    server.root().write("sys/policies/acl/edited", policy(path, "read"));
    String token = create(server.rootToken(), Map.of("policies", "edited"));
    assertThat(server.as(token).get(path).status()).isEqualTo(200);

    server.root().write("sys/policies/acl/edited", policy(path, "deny"));
    assertThat(server.as(token).get(path).status()).isEqualTo(403);
    server.root().write("sys/policies/acl/edited", policy(path, "read"));
    assertThat(server.as(token).get(path).status()).isEqualTo(200);
    server.root().delete("sys/policies/acl/edited");
    assertThat(server.as(token).get(path).status()).isEqualTo(403);
  }

  private static Map<String, String> policy(String path, String capability) {
    return Map.of("policy", "path \"" + path + "\" { capabilities = [\"" + capability + "\"] }");
  }

  @Test
  void aTokenOutlivesItsRoleButIsNotRenewed() {
    mount.role("passing");
    String token = mount.loggedIn("passing").clientToken();
    server.root().delete(mount.at("role/passing"));

    Reply renewed = server.as(token).post("auth/token/renew-self");

    assertThat(renewed.status()).isEqualTo(400);
    assertThat(renewed.errors()).containsExactly("role passing does not exist during renewal");
    assertThat(lookUp(token)).isEqualTo(200);
  }

  @Test
  void aTokenEndsExactlyWithItsTime() {
    String token = create(server.rootToken(), Map.of("ttl", "10m"));
    CLOCK.advance(Duration.ofMinutes(10).minusNanos(1));
    assertThat(lookUp(token)).isEqualTo(200);
    CLOCK.advance(Duration.ofNanos(1));
    assertThat(lookUp(token)).isEqualTo(403);
  }

  @Test
  void theMaximumHoldsFromTheIssueOnWhateverIsAsked() {
    mount.role("max", "token_ttl", "1h", "token_max_ttl", "2h");
    String token = mount.loggedIn("max").clientToken();
    CLOCK.advance(Duration.ofMinutes(50));
    assertThat(renewed(token, "1h")).isEqualTo(3600);
    CLOCK.advance(Duration.ofMinutes(50));
    Reply capped = server.as(token).post("auth/token/renew-self", Map.of("increment", "1h"));
    assertThat(capped.auth().path("lease_duration").asInt()).isEqualTo(1200);
    assertThat(capped.warnings()).isNotEmpty();
    assertThat(renewed(token, "60")).isEqualTo(60);
  }

  private static int renewed(String token, String increment) {
    return server
        .as(token)
        .post("auth/token/renew-self", Map.of("increment", increment))
        .auth()
        .path("lease_duration")
        .asInt();
  }

  @Test
  void theExplicitMaximumOfTheIssueBindsAfterTheRoleWasEdited() {
    mount.role("explicit", "token_explicit_max_ttl", "30m");
    String token = mount.loggedIn("explicit").clientToken();
    mount.role("explicit", "token_explicit_max_ttl", "10h");
    CLOCK.advance(Duration.ofMinutes(29));

    assertThat(renewed(token, "5h")).isEqualTo(60);
    CLOCK.advance(Duration.ofMinutes(1));
    assertThat(lookUp(token)).isEqualTo(403);
  }

  @Test
  void aPeriodicTokenLivesAsLongAsItIsRenewed() {
    mount.role("periodic", "token_period", "5m", "token_max_ttl", "10m");
    String token = mount.loggedIn("periodic").clientToken();
    for (int i = 0; i < 10; i++) {
      CLOCK.advance(Duration.ofMinutes(4));
      assertThat(renewed(token, "9h")).isEqualTo(300);
    }
    CLOCK.advance(Duration.ofMinutes(5));
    assertThat(lookUp(token)).isEqualTo(403);
  }

  private static void theSweepRemovesWhatIsOver(Runnable afterTheRestart) {
    String parent = create(server.rootToken(), Map.of("policies", "parent", "ttl", "1h"));
    create(parent, Map.of("ttl", "1m"));
    mount.role("hour", "token_ttl", "1h");
    mount.loggedIn("hour");
    long before = server.count("token/");
    CLOCK.advance(Duration.ofMinutes(61));

    server.restart();

    afterTheRestart.run();
    await(() -> server.count("token/") <= before - 3);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
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
  void oneIdentityIsOneEntity() {
    String first = mount.loggedIn("web").auth().path("entity_id").asText();
    long entities = server.count("entity/");

    String second = mount.loggedIn("web").auth().path("entity_id").asText();

    assertThat(second).isNotEmpty().isEqualTo(first);
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
  void aStaleTokenDoesNotHinderALogin() {
    Reply reply = mount.login(server.as("hvs.stale-token-of-yesterday"), "web", mount.jwt());

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aLongerWishThanTheMountAllowsIsCutWithAWarning() {
    Reply reply = server.root().post("auth/token/create", Map.of("ttl", "900h"));

    assertThat(reply.auth().path("lease_duration").asInt()).isEqualTo(2_764_800);
    assertThat(reply.warnings())
        .containsExactly(
            "TTL of \"900h\" exceeded the effective max_ttl of \"768h\"; TTL value is capped"
                + " accordingly");
    assertThat(ttl(reply.clientToken())).isEqualTo(2_764_800);
  }

  @Test
  void theMountsOwnLifetimesHold() {
    JwtMount brief =
        JwtMount.enable(
                server,
                "brief",
                "config",
                Map.of("default_lease_ttl", "10m", "max_lease_ttl", "1h"))
            .role("web");
    String body = "{\"role\":\"web\",\"jwt\":\"" + mount.jwt() + "\"}";

    Reply login = server.anonymous().send("PUT", brief.at("login"), body);

    assertThat(login.auth().path("lease_duration").asInt()).isEqualTo(600);
    assertThat(renewed(login.clientToken(), "9h")).isEqualTo(3600);
  }
}
