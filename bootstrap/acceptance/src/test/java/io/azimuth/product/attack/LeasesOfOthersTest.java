package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CVE-2026-40264, GHSA-v8v8-cm84-m686, GHSA-c36x-h252-g9x2: a caller can neither revoke nor renew
 * leases of others, under any spelling of the path.
 */
final class LeasesOfOthersTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static JwtMount first;
  private static JwtMount second;
  private String token;
  private String accessor;
  private String lease;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    first = JwtMount.enable(server, "first").role("web", "token_ttl", "1h");
    second = JwtMount.enable(server, "first-too").role("web", "token_ttl", "1h");
  }

  @BeforeEach
  void logIn() {
    server.root().send("PUT", "sys/leases/revoke-prefix/auth/first-too", "{\"sync\":true}");
    Reply login = second.loggedIn("web");
    token = login.clientToken();
    accessor = login.auth().path("accessor").asText();
    List<String> keys =
        Reply.texts(
            server.root().list("sys/leases/lookup/auth/first-too/login").data().path("keys"));
    assertThat(keys).hasSize(1);
    lease = "auth/first-too/login/" + keys.get(0);
  }

  @ParameterizedTest(name = "CVE-2026-40264: {0} with the default policy")
  @ValueSource(
      strings = {
        "sys/revoke",
        "sys/leases/revoke",
        "sys/revoke-prefix/auth/first-too",
        "sys/leases/revoke-prefix/auth/first-too",
        "sys/revoke-force/auth/first-too",
        "sys/leases/revoke-force/auth/first-too",
        "auth/token/revoke",
        "auth/token/revoke-accessor",
        "auth/token/revoke-orphan",
        "auth/token/renew",
        "auth/token/renew-accessor"
      })
  void theDefaultPolicyGivesNobodyTheTokensOfOthers(String path) {
    TestingClient other = server.as(first.loggedIn("web").clientToken());

    Reply reply = other.post(path, whatIsMeant());

    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    assertAlive();
  }

  @ParameterizedTest(name = "CVE-2026-40264: {0}<lease> with the default policy")
  @ValueSource(strings = {"sys/revoke/", "sys/leases/revoke/"})
  void norUnderThePathOfTheLease(String path) {
    TestingClient other = server.as(first.loggedIn("web").clientToken());

    assertThat(other.post(path + lease).status()).isEqualTo(403);
    assertAlive();
  }

  @ParameterizedTest(name = "CVE-2026-40264: {0} renews no token of others")
  @ValueSource(strings = {"sys/renew", "sys/leases/renew"})
  void aLeaseRenewsNoToken(String path) {
    TestingClient other = server.as(first.loggedIn("web").clientToken());

    assertThat(other.post(path, whatIsMeant()).status()).isEqualTo(400);
    assertThat(other.post(path + "/" + lease).status()).isIn(400, 403);
    assertThat(server.root().post(path, whatIsMeant()).errors())
        .containsExactly("tokens cannot be renewed through this endpoint");
    assertThat(server.as(token).get("auth/token/lookup-self").data().has("last_renewal")).isFalse();
  }

  @ParameterizedTest(name = "GHSA-v8v8-cm84-m686: {0} in another namespace")
  @ValueSource(
      strings = {
        "sys/revoke",
        "sys/renew",
        "sys/leases/revoke",
        "sys/leases/renew",
        "sys/leases/lookup",
        "sys/revoke-prefix/auth/first-too",
        "auth/token/revoke",
        "auth/token/revoke-accessor",
        "auth/token/renew-accessor",
        "auth/token/lookup-accessor"
      })
  void anotherNamespaceIsNotThere(String path) {
    Reply reply = server.root().with("X-Vault-Namespace", "team/").post(path, whatIsMeant());

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errors()).containsExactly("namespace not found");
    assertAlive();
  }

  @ParameterizedTest(name = "GHSA-c36x-h252-g9x2: a policy for one mount, {0}")
  @ValueSource(
      strings = {
        "auth/first",
        "auth/first/",
        "auth/first/../first-too",
        "auth/first/%2e%2e/first-too",
        "auth/first%2f..%2ffirst-too",
        "auth/first//../first-too",
        "auth/first-too",
        "auth",
        "auth/firs",
        "auth/FIRST-too"
      })
  void whoMayRevokeOneMountRevokesNoOther(String prefix) {
    server.root().write("sys/policies/acl/one-mount", Map.of("policy", rulesOfOneMount()));
    TestingClient ofOne = server.as(server.tokenOf("one-mount"));
    String own = first.loggedIn("web").clientToken();

    Reply modern = ofOne.send("PUT", "sys/leases/revoke-prefix/" + prefix, "{\"sync\":true}");
    Reply legacy = ofOne.send("PUT", "sys/revoke-prefix/" + prefix, "{\"sync\":true}");

    assertThat(modern.status()).isEqualTo(legacy.status());
    if (modern.status() == 204) {
      assertThat(server.as(own).get("auth/token/lookup-self").status()).isEqualTo(403);
    }
    assertAlive();
  }

  private static String rulesOfOneMount() {
    StringBuilder rules = new StringBuilder();
    for (String path : List.of("sys/leases/revoke-prefix/", "sys/revoke-prefix/")) {
      for (String prefix : List.of("auth/first", "auth/first/*")) {
        rules
            .append("path \"" + path + prefix + "\" {")
            .append(" capabilities = [\"update\", \"sudo\"] }\n");
      }
    }
    return rules.toString();
  }

  @Test
  @DisplayName("CVE-2026-40264: the lease in the path counts, not the one in the body")
  void aBodyDoesNotPointElsewhereThanItsPath() {
    String harmless = "auth/first/login/none";
    server
        .root()
        .write(
            "sys/policies/acl/harmless",
            Map.of(
                "policy",
                "path \"sys/leases/revoke/auth/first/*\" { capabilities = [\"update\"] }\n"
                    + "path \"sys/revoke/auth/first/*\" { capabilities = [\"update\"] }"));
    TestingClient ofFirst = server.as(server.tokenOf("harmless"));

    for (String path : List.of("sys/leases/revoke/", "sys/revoke/")) {
      Reply reply = ofFirst.post(path + harmless, whatIsMeant());
      assertThat(reply.status()).as(reply.toString()).isIn(202, 204, 400);
    }
    assertAlive();
  }

  @Test
  @DisplayName("CVE-2026-40264: the widest prefix leaves root tokens, which have no lease")
  void theWidestPrefixLeavesRootTokens() {
    Reply reply = server.root().send("PUT", "sys/leases/revoke-prefix/auth", "{\"sync\":true}");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
  }

  private Map<String, ?> whatIsMeant() {
    return Map.of("lease_id", lease, "token", token, "accessor", accessor, "sync", true);
  }

  private void assertAlive() {
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }
}
