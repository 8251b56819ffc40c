package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks by callers who may write entities and groups. Each of them succeeded on another system.
 */
final class IdentityAttacksTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static JwtMount mount;
  private static String writer;
  private static String entity;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web");
    server.root().write("sys/mounts/root", Map.of("type", "kv-v2"));
    server.root().write("root/data/other", Map.of("data", Map.of("a", "b")));
    server.root().write("root/data/a", Map.of("data", Map.of("a", "b")));
    policy("writer", "path \"identity/*\" { capabilities = [\"create\", \"update\", \"read\"] }");
    policy("own", "path \"root/data/{{identity.entity.name}}\" { capabilities = [\"read\"] }");
    writer = server.root().write("auth/token/create", Map.of("policies", "writer")).clientToken();
    entity = mount.loggedIn("web").auth().path("entity_id").asText();
  }

  private static void policy(String name, String text) {
    server.root().write("sys/policies/acl/" + name, Map.of("policy", text));
  }

  private static Reply write(String path, Map<String, ?> body) {
    return server.as(writer).post("identity/" + path, body);
  }

  private static void written(String path, Map<String, ?> body) {
    Reply reply = write(path, body);
    assertThat(reply.status()).as("%s %s", path, reply).isIn(200, 204);
  }

  @ParameterizedTest(name = "CVE-2025-5999, CVE-2024-9180, GHSA-7ff4-jw48-3436: {0}")
  @ValueSource(strings = {"root", "ROOT", " root", "Root\t", "RoOt\n", "\u2003root"})
  void noWriteOfAnIdentityGivesRoot(String root) {
    write("group/name/plain", Map.of("member_entity_ids", List.of(entity)));
    write("group/name/outer", Map.of("type", "external"));

    for (String path :
        List.of(
            "entity",
            "entity/id/" + entity,
            "entity/name/made",
            "group",
            "group/name/made",
            "group/name/plain",
            "group/name/outer")) {
      for (Object policies : List.of(root, "own," + root, List.of("own", root))) {
        Reply reply = write(path, Map.of("policies", policies));
        assertThat(reply.status()).as("%s %s", path, reply).isEqualTo(400);
        assertThat(reply.errors()).containsExactly("policies cannot contain root");
      }
    }
    Reply login = mount.loggedIn("web");
    assertThat(Reply.texts(login.auth().path("policies"))).doesNotContain("root");
    assertThat(server.as(login.clientToken()).get("sys/auth").status()).isEqualTo(403);
  }

  @ParameterizedTest(name = "CVE-2025-5999: the policy \"{0}\" is another than root")
  @ValueSource(strings = {"\u00a0root", "root.", "r\u03bfot", "ro/ot", "../root"})
  void whatLooksLikeRootIsNotRoot(String name) {
    write("entity/id/" + entity, Map.of("policies", List.of(name)));

    Reply login = mount.loggedIn("web");

    assertThat(server.as(login.clientToken()).get("sys/auth").status()).isEqualTo(403);
    write("entity/id/" + entity, Map.of("policies", List.of()));
  }

  @Test
  @DisplayName("CVE-2025-5999: a merge, an alias or metadata called root gives nothing")
  void whatIsCalledRootGivesNothing() {
    String accessor = mount.accessor();
    String other =
        write("entity", Map.of("name", "root", "metadata", Map.of("policies", "root")))
            .data()
            .path("id")
            .asText();
    written("entity/merge", Map.of("from_entity_ids", List.of(other), "to_entity_id", entity));
    written(
        "group", Map.of("name", "root", "member_entity_ids", List.of(entity), "metadata", root()));
    write(
        "entity-alias",
        Map.of(
            "name",
            "root",
            "canonical_id",
            entity,
            "mount_accessor",
            accessor,
            "custom_metadata",
            root()));

    Reply login = mount.loggedIn("web");

    assertThat(Reply.texts(login.auth().path("policies"))).containsExactly("default");
    assertThat(server.as(login.clientToken()).get("sys/auth").status()).isEqualTo(403);
    assertThat(server.as(login.clientToken()).get("root/data/a").status()).isEqualTo(403);
  }

  private static Map<String, String> root() {
    return Map.of("policies", "root", "token_policies", "root");
  }

  @Test
  @DisplayName("GHSA-mwr2-wmgp-crj6: a secrets engine called root is one, and asks for policies")
  void aSecretsEngineCalledRootIsOne() {
    Reply login = mount.loggedIn("web");

    assertThat(server.root().get("root/data/a").status()).isEqualTo(200);
    assertThat(server.as(login.clientToken()).get("root/data/a").status()).isEqualTo(403);
    assertThat(server.as(login.clientToken()).list("root/metadata/").status()).isEqualTo(403);
    assertThat(server.anonymous().get("root/data/a").status()).isEqualTo(403);
  }

  @ParameterizedTest(name = "CVE-2026-71543, GHSA-59w7-v8rr-pr4p: an entity called {0}")
  @ValueSource(strings = {"*", "+", "o*", "*her", "a/../other", "other/*", "..", "{{x}}"})
  void aNameWidensNoRule(String name) {
    Reply named = write("entity/id/" + entity, Map.of("name", name, "policies", List.of("own")));
    assertThat(named.status()).as(named.toString()).isIn(200, 204, 400);

    Reply login = mount.loggedIn("web");

    assertThat(server.as(login.clientToken()).get("root/data/other").status()).isEqualTo(403);
    assertThat(server.as(login.clientToken()).list("root/data/").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("CVE-2025-6004: names that look alike are names of their own, each with its rights")
  void namesThatLookAlikeShareNothing() {
    policy("lists", "path \"sys/policies/acl\" { capabilities = [\"list\"] }");
    written("group", Map.of("name", "ops", "policies", List.of("lists")));
    written("group", Map.of("name", "OPS ", "member_entity_ids", List.of(entity)));

    Reply login = mount.loggedIn("web");

    assertThat(server.as(login.clientToken()).list("sys/policies/acl").status()).isEqualTo(403);
  }
}
