package io.azimuth.application.identity.backend;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Merged entities, and the tokens of their logins. */
class EntityMergeRoutesTest extends IdentityFixture {

  private void merge(String from, String to) {
    done(write("entity/merge", Map.of("from_entity_ids", from, "to_entity_id", to)));
  }

  private void change(String entity, Map<String, ?> changes) {
    done(write("entity/id/" + entity, changes));
  }

  private String aliasOf(String entity, String name) {
    return made(
        "entity-alias", Map.of("name", name, "mount_accessor", accessor, "canonical_id", entity));
  }

  @Test
  void theLoginsOfBothAreOfOne() {
    String from = login().entityId();
    String group = made("group", Map.of("member_entity_ids", List.of(from)));
    String heir = made("entity", Map.of("name", "heir"));

    merge(from, heir);

    assertThat(login().entityId()).isEqualTo(heir);
    assertThat(read("entity/id/" + heir))
        .containsEntry("merged_entity_ids", Value.of(List.of(from)))
        .containsEntry("direct_group_ids", Value.of(List.of(group)));
    assertThat(server.read(root, "identity/entity/id/" + from)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void tokensGoOnAsTokensOfTheOtherThroughAnyNumberOfMerges() {
    Auth login = login();
    Auth batch = batchLogin();
    String first = made("entity", Map.of("name", "first", "policies", "lists"));
    String last = made("entity", Map.of("name", "last", "policies", "last"));

    merge(login.entityId(), first);
    assertThat(looked(login))
        .containsEntry("entity_id", Value.of(first))
        .containsEntry("identity_policies", Value.of(List.of("lists")));
    assertThat(List.of(lists(login), lists(batch))).containsOnly(true);

    merge(first, last);
    assertThat(looked(login))
        .containsEntry("entity_id", Value.of(last))
        .containsEntry("identity_policies", Value.of(List.of("last", "lists")));
    assertThat(looked(batch))
        .containsEntry("identity_policies", Value.of(List.of("last", "lists")));
    Answer renewed = server.write(login.clientToken().expose(), "auth/token/renew-self", Map.of());
    assertThat(envelope(renewed).auth().orElseThrow().entityId()).isEqualTo(last);

    assertTokensEndWith(last, login, batch);
  }

  private Auth batchLogin() {
    method.grant(TokenSettings.builder().type("batch").build());
    Auth batch = login();
    assertThat(batch.type()).isEqualTo("batch");
    return batch;
  }

  private void assertTokensEndWith(String entity, Auth login, Auth batch) {
    change(entity, Map.of("disabled", true));
    assertThat(List.of(lists(login), lists(batch))).containsOnly(false);
    change(entity, Map.of("disabled", false));
    assertThat(lists(login)).isTrue();
    done(server.delete(root, "identity/entity/id/" + entity));
    assertThat(List.of(lists(login), lists(batch))).containsOnly(false);
  }

  @Test
  void aMergeBringsNoTokenOfADisabledEntityBack() {
    Auth login = login();
    String disabled = made("entity", Map.of("name", "disabled"));
    merge(login.entityId(), disabled);
    change(disabled, Map.of("disabled", true));
    String heir = made("entity", Map.of("name", "heir", "policies", "lists"));

    merge(disabled, heir);

    assertThat(lists(login)).isFalse();
    assertThat(login().entityId()).isEqualTo(heir);
  }

  @Test
  void aliasesOfOneMountClashUntilOneIsNamed() {
    String one = login().entityId();
    String other = made("entity", Map.of("name", "clash"));
    String alias = aliasOf(other, "x");

    Refusal clash =
        refusal(write("entity/merge", Map.of("from_entity_ids", other, "to_entity_id", one)));

    assertThat(clash.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(clash.errors().get(0)).contains("aliases with the same mount accessor");
    assertThat(((Value.Items) clash.data().orElseThrow().members().get("aliases")).values())
        .hasSize(2);
    done(
        write(
            "entity/merge",
            Map.of(
                "from_entity_ids", other,
                "to_entity_id", one,
                "conflicting_alias_ids_to_keep", alias)));
    Value.Items aliases = (Value.Items) read("entity/id/" + one).get("aliases");
    assertThat(aliases.values())
        .singleElement()
        .satisfies(it -> assertThat(((Value.Obj) it).get("id")).contains(Value.of(alias)));
  }

  @Test
  void whoeverDropsAnAliasDropsTheGroupsThatItsLoginsProved() {
    String group = external("dddd", accessor);
    Auth login = loginProving("dddd");
    String other = made("entity", Map.of("name", "kept"));
    String kept = aliasOf(other, "x");
    assertThat(lists(login)).isTrue();

    done(
        write(
            "entity/merge",
            Map.of(
                "from_entity_ids", login.entityId(),
                "to_entity_id", other,
                "conflicting_alias_ids_to_keep", kept)));

    assertThat(lists(login)).isFalse();
    assertThat(read("group/id/" + group)).containsEntry("member_entity_ids", Value.NULL);
  }
}
