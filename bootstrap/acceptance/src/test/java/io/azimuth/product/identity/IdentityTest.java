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

/** The policies and metadata that entities and groups add to the tokens of logins. */
final class IdentityTest {

  private static final String GROUP_OF_WEB_1 = "dddddddd-0000-4000-8000-000000000001";
  private static final String OTHER_GROUP = "dddddddd-0000-4000-8000-000000000077";
  private static final String LISTED = "sys/policies/acl";
  private static final AtomicInteger MOUNTS = new AtomicInteger();

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  private JwtMount mount;
  private String accessor;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    policy("lists", "path \"sys/policies/acl\" { capabilities = [\"list\"] }");
  }

  @BeforeEach
  void enable() {
    mount = JwtMount.enable(server, "id" + MOUNTS.incrementAndGet());
    mount.role(
        "web",
        "groups_claim",
        JwtMount.GROUPS,
        "claim_mappings",
        Map.of(JwtMount.TEAM, JwtMount.TEAM));
    accessor = mount.accessor();
  }

  private static void policy(String name, String text) {
    server.root().write("sys/policies/acl/" + name, Map.of("policy", text));
  }

  private static Reply write(String path, Object... namesAndValues) {
    Reply reply = answered(path, namesAndValues);
    assertThat(reply.status()).as("%s", reply).isIn(200, 204);
    return reply;
  }

  /** Sends a write and returns the answer, even if it is a refusal. */
  private static Reply answered(String path, Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return server.root().post("identity/" + path, body);
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
  void policiesOfAnEntityHoldFromTheNextRequestAndNoLonger() {
    Reply login = mount.loggedIn("web");
    assertThat(listing(login)).isEqualTo(403);

    write("entity/id/" + entityOf(login), "policies", "lists");
    assertThat(listing(login)).isEqualTo(200);
    assertThat(identityPolicies(login)).containsExactly("lists");

    Reply second = mount.loggedIn("web");
    assertThat(Reply.texts(second.auth().path("identity_policies"))).containsExactly("lists");
    assertThat(Reply.texts(second.auth().path("token_policies"))).containsExactly("default");
    assertThat(Reply.texts(second.auth().path("policies"))).containsExactly("default", "lists");

    write("entity/id/" + entityOf(login), "policies", "");
    assertThat(listing(login)).isEqualTo(403);
    assertThat(identityPolicies(login)).isEmpty();
  }

  @Test
  void capabilitiesCountWhatTheIdentityAdds() {
    Reply login = mount.loggedIn("web");
    write("entity/id/" + entityOf(login), "policies", "lists");

    Reply answer =
        server
            .as(login.clientToken())
            .write("sys/capabilities-self", Map.of("paths", List.of(LISTED)));

    assertThat(Reply.texts(answer.data().path("capabilities"))).containsExactly("list");
  }

  @Test
  void policiesOfGroupsAreInheritedThroughGroups() {
    Reply login = mount.loggedIn("web");
    String low = made("group", "member_entity_ids", List.of(entityOf(login)));
    String high = made("group", "policies", "lists", "member_group_ids", List.of(low));

    assertThat(listing(login)).isEqualTo(200);
    assertThat(identityPolicies(login)).containsExactly("lists");
    JsonNode entity = read("entity/id/" + entityOf(login));
    assertThat(Reply.texts(entity.path("direct_group_ids"))).containsExactly(low);
    assertThat(Reply.texts(entity.path("inherited_group_ids"))).containsExactly(high);
    assertThat(Reply.texts(read("group/id/" + low).path("parent_group_ids"))).containsExactly(high);

    assertThat(server.root().delete("identity/group/id/" + low).status()).isEqualTo(204);
    assertThat(listing(login)).isEqualTo(403);
    assertThat(Reply.texts(read("group/id/" + high).path("member_group_ids"))).isEmpty();
  }

  @Test
  void aLoginJoinsTheExternalGroupsThatItProvesAndLeavesTheOthers() {
    String group = made("group", "type", "external", "policies", "lists");
    write("group-alias", "name", GROUP_OF_WEB_1, "mount_accessor", accessor, "canonical_id", group);

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
  void whoWasInTheOldGroupOfAnAliasIsNotInTheNewOne() {
    String group = made("group", "type", "external", "policies", "lists");
    String alias =
        made(
            "group-alias",
            "name",
            GROUP_OF_WEB_1,
            "mount_accessor",
            accessor,
            "canonical_id",
            group);
    Reply login = loginTellingGroups();
    assertThat(listing(login)).isEqualTo(200);

    write("group-alias/id/" + alias, "name", OTHER_GROUP);

    assertThat(listing(login)).isEqualTo(403);
    assertThat(listing(loginTellingGroups())).isEqualTo(403);
  }

  @Test
  void aGroupOfTheSameNameOnAnotherMountMakesNoMembers() {
    JwtMount other = JwtMount.enable(server, "id" + MOUNTS.incrementAndGet());
    String otherAccessor = other.accessor();
    String group = made("group", "type", "external", "policies", "lists");
    write(
        "group-alias",
        "name",
        GROUP_OF_WEB_1,
        "mount_accessor",
        otherAccessor,
        "canonical_id",
        group);

    assertThat(listing(loginTellingGroups())).isEqualTo(403);
  }

  @Test
  void aDisabledEntityEndsItsTokensWithTheNextRequestAndLogsInNoMore() {
    Reply login = mount.loggedIn("web");
    TestingClient workload = server.as(login.clientToken());
    assertThat(workload.get("auth/token/lookup-self").status()).isEqualTo(200);

    write("entity/id/" + entityOf(login), "disabled", true);
    assertThat(workload.get("auth/token/lookup-self").status()).isEqualTo(403);
    Reply refused = mount.login("web", mount.jwt());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errors()).containsExactly("permission denied");

    write("entity/id/" + entityOf(login), "disabled", false);
    assertThat(workload.get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void aDeletedEntityEndsItsTokensAndTheNextLoginMakesAnother() {
    Reply login = mount.loggedIn("web");
    String group = made("group", "member_entity_ids", List.of(entityOf(login)));

    server.root().delete("identity/entity/id/" + entityOf(login));

    assertThat(server.as(login.clientToken()).get("auth/token/lookup-self").status())
        .isEqualTo(403);
    assertThat(Reply.texts(read("group/id/" + group).path("member_entity_ids"))).isEmpty();
    assertThat(entityOf(mount.loggedIn("web"))).isNotEqualTo(entityOf(login));
  }

  @Test
  void loginsUnderAnAliasThatAnOperatorMadeAreOfItsEntity() {
    String entity = made("entity", "name", "web-of-" + mount.name(), "policies", "lists");
    String alias =
        made(
            "entity-alias",
            "name",
            JwtMount.SUBJECT,
            "mount_accessor",
            accessor,
            "canonical_id",
            entity);

    Reply login = mount.loggedIn("web");

    assertThat(entityOf(login)).isEqualTo(entity);
    assertThat(listing(login)).isEqualTo(200);
    JsonNode read = read("entity-alias/id/" + alias);
    assertThat(read.path("canonical_id").asText()).isEqualTo(entity);
    assertThat(read.path("mount_path").asText()).isEqualTo("auth/" + mount.name() + "/");
    assertThat(read.path("metadata").has(JwtMount.TEAM)).isTrue();
  }

  @Test
  void entitiesAreMergedAndTheLoginsOfBothAreOfOne() {
    Reply login = mount.loggedIn("web");
    String group = made("group", "member_entity_ids", List.of(entityOf(login)));
    String heir = made("entity", "name", "heir-of-" + mount.name());

    Reply merged =
        write("entity/merge", "from_entity_ids", List.of(entityOf(login)), "to_entity_id", heir);

    assertThat(merged.status()).isEqualTo(204);
    assertThat(entityOf(mount.loggedIn("web"))).isEqualTo(heir);
    JsonNode entity = read("entity/id/" + heir);
    assertThat(Reply.texts(entity.path("merged_entity_ids"))).containsExactly(entityOf(login));
    assertThat(Reply.texts(entity.path("direct_group_ids"))).containsExactly(group);
    assertThat(server.root().get("identity/entity/id/" + entityOf(login)).status()).isEqualTo(404);
  }

  private static JsonNode lookup(Reply login) {
    Reply reply = server.as(login.clientToken()).get("auth/token/lookup-self");
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    return reply.data();
  }

  private static void merge(String from, String to) {
    assertThat(write("entity/merge", "from_entity_ids", from, "to_entity_id", to).status())
        .isEqualTo(204);
  }

  @Test
  void tokensOfAMergedEntityGoOnAsTokensOfTheOtherThroughAnyNumberOfMerges() {
    mount.role("batch", "token_type", "batch");
    Reply login = mount.loggedIn("web");
    Reply batch = mount.loggedIn("batch");
    String first = made("entity", "name", "first-of-" + mount.name(), "policies", "lists");
    String last = made("entity", "name", "last-of-" + mount.name(), "policies", "last");

    merge(entityOf(login), first);
    assertThat(lookup(login).path("entity_id").asText()).isEqualTo(first);
    assertThat(identityPolicies(login)).containsExactly("lists");
    assertThat(listing(login)).isEqualTo(200);
    assertThat(listing(batch)).isEqualTo(200);

    merge(first, last);
    assertThat(lookup(login).path("entity_id").asText()).isEqualTo(last);
    assertThat(identityPolicies(login)).containsExactly("last", "lists");
    Reply renewed = server.as(login.clientToken()).post("auth/token/renew-self", Map.of());
    assertThat(renewed.auth().path("entity_id").asText()).isEqualTo(last);
    assertThat(identityPolicies(batch)).containsExactly("last", "lists");

    write("entity/id/" + last, "disabled", true);
    assertThat(listing(login)).isEqualTo(403);
    assertThat(listing(batch)).isEqualTo(403);
    write("entity/id/" + last, "disabled", false);
    assertThat(listing(login)).isEqualTo(200);
    server.root().delete("identity/entity/id/" + last);
    assertThat(listing(login)).isEqualTo(403);
    assertThat(listing(batch)).isEqualTo(403);
  }

  @Test
  void aMergeBringsNoTokenOfADisabledEntityBack() {
    Reply login = mount.loggedIn("web");
    String disabled = made("entity", "name", "disabled-of-" + mount.name());
    merge(entityOf(login), disabled);
    write("entity/id/" + disabled, "disabled", true);
    String heir = made("entity", "name", "heir-of-" + mount.name(), "policies", "lists");

    merge(disabled, heir);

    assertThat(listing(login)).isEqualTo(403);
    assertThat(entityOf(mount.loggedIn("web"))).isEqualTo(heir);
  }

  @Test
  void mergedEntitiesWithAliasesOfOneMountClashUntilOneIsNamed() {
    Reply one = mount.loggedIn("web");
    String other = made("entity", "name", "clash-" + mount.name());
    String alias =
        made("entity-alias", "name", "x", "mount_accessor", accessor, "canonical_id", other);
    Object[] merge = {"from_entity_ids", other, "to_entity_id", entityOf(one)};

    Reply clash = answered("entity/merge", merge);
    assertThat(clash.status()).isEqualTo(400);
    assertThat(clash.errors().get(0)).contains("aliases with the same mount accessor");
    assertThat(clash.data().path("aliases").size()).isEqualTo(2);

    Reply merged =
        answered(
            "entity/merge",
            merge[0],
            merge[1],
            merge[2],
            merge[3],
            "conflicting_alias_ids_to_keep",
            alias);
    assertThat(merged.status()).isEqualTo(204);
    assertThat(read("entity/id/" + entityOf(one)).path("aliases").get(0).path("id").asText())
        .isEqualTo(alias);
  }

  @Test
  void whatLoginsProvedUnderANameGoesWithTheName() {
    String group = made("group", "type", "external", "policies", "lists");
    write("group-alias", "name", GROUP_OF_WEB_1, "mount_accessor", accessor, "canonical_id", group);
    Reply login = loginTellingGroups();
    assertThat(listing(login)).isEqualTo(200);
    JsonNode alias = read("entity/id/" + entityOf(login)).path("aliases").get(0);

    write("entity-alias/id/" + alias.path("id").asText(), "name", "somebody-else");

    assertThat(listing(login)).isEqualTo(403);
    assertThat(Reply.texts(read("group/id/" + group).path("member_entity_ids"))).isEmpty();
  }

  @Test
  void aMergeThatDropsAnAliasDropsTheGroupsThatItsLoginsProved() {
    String group = made("group", "type", "external", "policies", "lists");
    write("group-alias", "name", GROUP_OF_WEB_1, "mount_accessor", accessor, "canonical_id", group);
    Reply login = loginTellingGroups();
    String other = made("entity", "name", "kept-" + mount.name());
    String kept =
        made("entity-alias", "name", "x", "mount_accessor", accessor, "canonical_id", other);
    assertThat(listing(login)).isEqualTo(200);

    write(
        "entity/merge",
        "from_entity_ids",
        entityOf(login),
        "to_entity_id",
        other,
        "conflicting_alias_ids_to_keep",
        kept);

    assertThat(listing(login)).isEqualTo(403);
    assertThat(Reply.texts(read("group/id/" + group).path("member_entity_ids"))).isEmpty();
  }

  @Test
  void templatesAreFilledInFromAliasesAndGroups() {
    Reply login = loginTellingGroups();
    String name = "fleet-" + mount.name();
    String group = made("group", "name", name, "member_entity_ids", entityOf(login));
    write("group/id/" + group, "metadata", Map.of("policy", "lists"));
    policy(
        "own-" + mount.name(),
        """
        path "sys/policies/acl/{{identity.entity.aliases.%s.name}}" { capabilities = ["read"] }
        path "sys/policies/acl/{{identity.groups.names.%s.metadata.policy}}" { capabilities = ["read"] }
        """
            .formatted(accessor, name));
    write("entity/id/" + entityOf(login), "policies", "own-" + mount.name());
    policy(JwtMount.SUBJECT, "path \"x\" { capabilities = [\"read\"] }");
    TestingClient workload = server.as(login.clientToken());

    assertThat(workload.get("sys/policies/acl/" + JwtMount.SUBJECT).status()).isEqualTo(200);
    assertThat(workload.get("sys/policies/acl/lists").status()).isEqualTo(200);
    assertThat(workload.get("sys/policies/acl/default").status()).isEqualTo(403);

    server.root().delete("identity/group/id/" + group);
    assertThat(workload.get("sys/policies/acl/lists").status()).isEqualTo(403);
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
        Reply refused = answered(path, "policies", List.of("lists", root));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("policies cannot contain root");
      }
    }
  }
}
