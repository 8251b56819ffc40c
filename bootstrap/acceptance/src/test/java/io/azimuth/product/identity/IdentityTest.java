package io.azimuth.product.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The groups of real tokens, and what identity costs a request. */
final class IdentityTest {

  private static final String GROUP_OF_WEB_1 = "dddddddd-0000-4000-8000-000000000001";
  private static final String LISTED = "sys/policies/acl";
  private static final AtomicInteger MOUNTS = new AtomicInteger();

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  private JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    policy("lists", "path \"sys/policies/acl\" { capabilities = [\"list\"] }");
  }

  @BeforeEach
  void enable() {
    mount = JwtMount.enable(server, "id" + MOUNTS.incrementAndGet());
    mount.role("web", "groups_claim", JwtMount.GROUPS);
  }

  private static void policy(String name, String text) {
    server.root().write("sys/policies/acl/" + name, Map.of("policy", text));
  }

  private static Reply write(String path, Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return server.root().write("identity/" + path, body);
  }

  private static String made(String path, Object... namesAndValues) {
    return write(path, namesAndValues).data().path("id").asText();
  }

  private static JsonNode read(String path) {
    return server.root().get("identity/" + path).data();
  }

  private static String entityOf(Reply login) {
    return login.auth().path("entity_id").asText();
  }

  /** A login with a token that contains its groups. */
  private Reply loginTellingGroups() {
    String jwt = mount.jwtWith(JwtMount.GROUPS, List.of(GROUP_OF_WEB_1));
    Reply reply = mount.login("web", jwt);
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    return reply;
  }

  private static int listing(Reply login) {
    return server.as(login.clientToken()).list(LISTED).status();
  }

  private static List<String> identityPolicies(Reply login) {
    return Reply.texts(
        server
            .as(login.clientToken())
            .get("auth/token/lookup-self")
            .data()
            .path("identity_policies"));
  }

  @Test
  void aLoginJoinsTheExternalGroupsThatItProvesAndLeavesTheOthers() {
    String group = made("group", "type", "external", "policies", "lists");
    write(
        "group-alias",
        "name",
        GROUP_OF_WEB_1,
        "mount_accessor",
        mount.accessor(),
        "canonical_id",
        group);

    Reply login = loginTellingGroups();
    assertThat(Reply.texts(login.auth().path("identity_policies"))).containsExactly("lists");
    assertThat(listing(login)).isEqualTo(200);
    assertThat(Reply.texts(read("group/id/" + group).path("member_entity_ids")))
        .containsExactly(entityOf(login));

    // This token contains no groups, so the login no longer proves any.
    Reply second = mount.loggedIn("web");
    assertThat(entityOf(second)).isEqualTo(entityOf(login));
    assertThat(second.auth().has("identity_policies")).isFalse();
    assertThat(listing(login)).isEqualTo(403);
    assertThat(Reply.texts(read("group/id/" + group).path("member_entity_ids"))).isEmpty();
  }

  @Test
  void groupsAndTemplatesCostARequestNoReadOfTheStore() {
    Reply login = mount.loggedIn("web");
    policy("costs", "path \"x/{{identity.groups.names.none.id}}\" { capabilities = [\"read\"] }");
    long before = readsOf(login);
    String low = made("group", "member_entity_ids", List.of(entityOf(login)));
    String middle = made("group", "policies", "lists,costs", "member_group_ids", List.of(low));
    made("group", "policies", "high", "member_group_ids", List.of(middle));

    assertThat(readsOf(login)).isEqualTo(before);
    assertThat(identityPolicies(login)).containsExactly("costs", "high", "lists");
  }

  /**
   * The number of reads of a login that is not the first request of its epoch: the least of several
   * requests, because the background work of the server reads, too.
   */
  private static long readsOf(Reply login) {
    TestingClient workload = server.as(login.clientToken());
    workload.get("auth/token/lookup-self");
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long before = server.engine().reads();
      workload.get("auth/token/lookup-self");
      least = Math.min(least, server.engine().reads() - before);
    }
    return least;
  }

  @Test
  void rootIsNobodysToGive() {
    for (String root : List.of("root", " ROOT", "Root\n")) {
      for (String path : List.of("entity", "group")) {
        Reply refused =
            server.root().post("identity/" + path, Map.of("policies", List.of("lists", root)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("policies cannot contain root");
      }
    }
  }
}
