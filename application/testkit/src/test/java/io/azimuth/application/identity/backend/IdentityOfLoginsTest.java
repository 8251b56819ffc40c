package io.azimuth.application.identity.backend;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What entities and groups add to the tokens of logins. */
class IdentityOfLoginsTest extends IdentityFixture {

  @Test
  void policiesOfAnEntityHoldFromTheNextRequestAndNoLonger() {
    Auth login = login();
    assertThat(lists(login)).isFalse();

    entity(login, Map.of("policies", "lists"));
    assertThat(lists(login)).isTrue();
    assertThat(looked(login)).containsEntry("identity_policies", Value.of(List.of("lists")));
    Auth second = login();
    assertThat(second.identityPolicies()).containsExactly("lists");
    assertThat(second.tokenPolicies()).containsExactly("default");
    assertThat(second.policies()).containsExactly("default", "lists");

    entity(login, Map.of("policies", ""));
    assertThat(lists(login)).isFalse();
    assertThat(looked(login)).doesNotContainKey("identity_policies");
  }

  @Test
  void policiesOfGroupsAreInheritedThroughGroups() {
    Auth login = login();
    String low = made("group", Map.of("member_entity_ids", List.of(login.entityId())));
    String high = made("group", Map.of("policies", "lists", "member_group_ids", List.of(low)));

    assertThat(lists(login)).isTrue();
    assertThat(looked(login)).containsEntry("identity_policies", Value.of(List.of("lists")));
    assertThat(read("entity/id/" + login.entityId()))
        .containsEntry("direct_group_ids", Value.of(List.of(low)))
        .containsEntry("inherited_group_ids", Value.of(List.of(high)));
    assertThat(read("group/id/" + low)).containsEntry("parent_group_ids", Value.of(List.of(high)));

    done(server.delete(root, "identity/group/id/" + low));
    assertThat(lists(login)).isFalse();
    assertThat(read("group/id/" + high)).containsEntry("member_group_ids", Value.NULL);
  }

  @Test
  void aLoginJoinsTheExternalGroupsThatItProvesAndLeavesTheOthers() {
    String group = external("dddd", accessor);

    Auth login = loginProving("dddd");
    assertThat(login.identityPolicies()).containsExactly("lists");
    assertThat(lists(login)).isTrue();
    assertThat(read("group/id/" + group))
        .containsEntry("member_entity_ids", Value.of(List.of(login.entityId())));

    Auth second = loginProving();
    assertThat(second.entityId()).isEqualTo(login.entityId());
    assertThat(second.identityPolicies()).isEmpty();
    assertThat(lists(login)).isFalse();
    assertThat(read("group/id/" + group)).containsEntry("member_entity_ids", Value.NULL);
  }

  @Test
  void whoWasInTheOldGroupOfAnAliasIsNotInTheNewOne() {
    String group = external("dddd", accessor);
    Auth login = loginProving("dddd");
    assertThat(lists(login)).isTrue();
    Value.Obj alias = (Value.Obj) read("group/id/" + group).get("alias");

    data(write("group-alias/id/" + text(alias.members().get("id")), Map.of("name", "eeee")));

    assertThat(lists(login)).isFalse();
    assertThat(lists(loginProving("dddd"))).isFalse();
  }

  @Test
  void aGroupOfTheSameNameOnAnotherMountMakesNoMembers() {
    external("dddd", mounted("other"));

    assertThat(lists(loginProving("dddd"))).isFalse();
  }

  @Test
  void aDisabledEntityEndsItsTokensAndItsLoginsUntilItIsEnabledAgain() {
    Auth login = login();
    assertThat(isAlive(login)).isTrue();

    entity(login, Map.of("disabled", true));
    assertThat(isAlive(login)).isFalse();
    Answer refused = server.write("", "auth/app/login", Map.of());
    assertThat(refusal(refused).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(refused).errors()).containsExactly("permission denied");

    entity(login, Map.of("disabled", false));
    assertThat(isAlive(login)).isTrue();
  }

  @Test
  void aDeletedEntityEndsItsTokensAndTheNextLoginMakesAnother() {
    Auth login = login();
    String group = made("group", Map.of("member_entity_ids", List.of(login.entityId())));

    done(server.delete(root, "identity/entity/id/" + login.entityId()));

    assertThat(isAlive(login)).isFalse();
    assertThat(read("group/id/" + group)).containsEntry("member_entity_ids", Value.NULL);
    assertThat(login().entityId()).isNotEqualTo(login.entityId());
  }

  @Test
  void loginsUnderAnAliasThatAnOperatorMadeAreOfItsEntity() {
    String entity = made("entity", Map.of("name", "web", "policies", "lists"));
    String alias =
        made(
            "entity-alias",
            Map.of("name", "who", "mount_accessor", accessor, "canonical_id", entity));

    Auth login = login();

    assertThat(login.entityId()).isEqualTo(entity);
    assertThat(lists(login)).isTrue();
    assertThat(read("entity-alias/id/" + alias))
        .containsEntry("canonical_id", Value.of(entity))
        .containsEntry("mount_path", Value.of("auth/app/"));
  }

  @Test
  void whatLoginsProvedUnderANameGoesWithTheName() {
    String group = external("dddd", accessor);
    Auth login = loginProving("dddd");
    assertThat(lists(login)).isTrue();
    Value.Items aliases = (Value.Items) read("entity/id/" + login.entityId()).get("aliases");
    Value.Obj alias = (Value.Obj) aliases.values().get(0);

    data(
        write(
            "entity-alias/id/" + text(alias.members().get("id")), Map.of("name", "somebody-else")));

    assertThat(lists(login)).isFalse();
    assertThat(read("group/id/" + group)).containsEntry("member_entity_ids", Value.NULL);
  }

  @Test
  void templatesAreFilledInFromAliasesAndGroups() {
    Auth login = login();
    String group =
        made(
            "group",
            Map.of(
                "name", "fleet",
                "member_entity_ids", login.entityId(),
                "metadata", Map.of("policy", "lists")));
    policy(
        "own",
        """
        path "sys/policies/acl/{{identity.entity.aliases.%s.name}}" { capabilities = ["read"] }
        path "sys/policies/acl/{{identity.groups.names.fleet.metadata.policy}}" { capabilities = ["read"] }
        """
            .formatted(accessor));
    policy("who", "path \"sys/mounts\" { capabilities = [\"read\"] }");
    entity(login, Map.of("policies", "own"));

    assertThat(readsPolicy(login, "who")).isTrue();
    assertThat(readsPolicy(login, "lists")).isTrue();
    assertThat(readsPolicy(login, "default")).isFalse();

    done(server.delete(root, "identity/group/id/" + group));
    assertThat(readsPolicy(login, "lists")).isFalse();
  }

  private boolean readsPolicy(Auth login, String policy) {
    return server.read(login.clientToken().expose(), "sys/policies/acl/" + policy)
        instanceof Answer.Envelope;
  }
}
