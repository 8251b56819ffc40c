package io.azimuth.application.identity.backend;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.domain.identity.GroupType;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Entities, aliases and groups. */
class EntityAndGroupRoutesTest extends IdentityFixture {

  @Test
  void anEntityIsMadeOnceAndThenChanged() {
    Map<String, Value> made = data(write("entity", Map.of("name", "web", "policies", "b,a")));
    assertThat(made).containsEntry("name", Value.of("web")).containsEntry("aliases", Value.NULL);

    done(write("entity", Map.of("name", "web", "metadata", Map.of("team", "blue"))));

    assertThat(read("entity/name/web"))
        .containsEntry("id", made.get("id"))
        .containsEntry("policies", Value.of(List.of("a", "b")))
        .containsEntry("metadata", Value.of(Map.of("team", "blue")))
        .containsEntry("disabled", Value.of(false))
        .containsEntry("namespace_id", Value.of("root"))
        .containsEntry("creation_time", Value.of("2026-11-25T12:00:00Z"));
  }

  @Test
  void whatIsEmptyIsNullWhereClientsNeedNull() {
    String entity = made("entity", Map.of("name", "bare"));
    String group = made("group", Map.of("name", "bare"));
    made("entity-alias", Map.of("name", "a", "canonical_id", entity, "mount_accessor", accessor));

    Map<String, Value> read = read("entity/id/" + entity);
    assertThat(read)
        .containsEntry("metadata", Value.NULL)
        .containsEntry("merged_entity_ids", Value.NULL)
        .containsEntry("direct_group_ids", Value.of(List.of()));
    Value.Obj alias = (Value.Obj) ((Value.Items) read.get("aliases")).values().get(0);
    assertThat(alias.members())
        .containsEntry("metadata", Value.NULL)
        .containsEntry("merged_from_canonical_ids", Value.NULL);
    assertThat(read("group/id/" + group))
        .containsEntry("metadata", Value.NULL)
        .containsEntry("member_entity_ids", Value.NULL)
        .containsEntry("member_group_ids", Value.NULL)
        .containsEntry("parent_group_ids", Value.NULL);
  }

  @Test
  void namesOfEntitiesAndGroupsHaveNoLetterCase() {
    String group = made("group", Map.of("name", "CaseG", "policies", "a"));
    String entity = made("entity", Map.of("name", "CaseE", "policies", "a"));

    done(write("group", Map.of("name", "caseg", "policies", "b")));
    done(write("entity", Map.of("name", "casee", "policies", "b")));

    assertThat(read("group/name/CASEG"))
        .containsEntry("id", Value.of(group))
        .containsEntry("policies", Value.of(List.of("b")));
    assertThat(read("entity/name/CASEE"))
        .containsEntry("id", Value.of(entity))
        .containsEntry("policies", Value.of(List.of("b")));
    String other = made("group", Map.of("name", "other"));
    refused("group name is already in use", "group/id/" + other, Map.of("name", "CASEG"));
  }

  @Test
  void anEntityWithoutANameIsNamedAfterItsId() {
    Map<String, Value> made = data(write("entity", Map.of()));

    assertThat(text(made.get("name"))).isEqualTo("entity_" + text(made.get("id")).substring(0, 8));
  }

  @Test
  void anEntityIsRenamedUnlessTheNameIsTaken() {
    String id = made("entity", Map.of("name", "web"));
    made("entity", Map.of("name", "db"));

    refused("entity name is already in use", "entity/id/" + id, Map.of("name", "db"));
    done(write("entity/id/" + id, Map.of("name", "front")));

    assertThat(server.read(root, "identity/entity/name/web")).isInstanceOf(Answer.NotFound.class);
    assertThat(read("entity/name/front")).containsEntry("id", Value.of(id));
    refused("entity not found from id", "entity", Map.of("id", "none"));
  }

  @Test
  void listsGoInPages() {
    made("entity", Map.of("name", "a"));
    made("entity", Map.of("name", "b"));
    made("entity", Map.of("name", "c"));

    assertThat(data(server.list(root, "identity/entity/name")).get("keys"))
        .isEqualTo(Value.of(List.of("a", "b", "c")));
    assertThat(((Value.Items) data(server.list(root, "identity/entity/id")).get("keys")).values())
        .hasSize(3);
  }

  @Test
  void manyEntitiesAreRemovedAtOnce() {
    String one = made("entity", Map.of("name", "a"));
    String two = made("entity", Map.of("name", "b"));
    String group = made("group", Map.of("member_entity_ids", List.of(one, two)));

    done(write("entity/batch-delete", Map.of("entity_ids", List.of(one, two, "none"))));

    assertThat(server.list(root, "identity/entity/id")).isInstanceOf(Answer.NotFound.class);
    assertThat(read("group/id/" + group)).containsEntry("member_entity_ids", Value.NULL);
    refused("missing entity ids to delete", "entity/batch-delete", Map.of());
  }

  @Test
  void anAliasNeedsAMountANameAndAFreePlace() {
    String entity = made("entity", Map.of("name", "web"));
    String sentence = "'id' or 'mount_accessor' and 'name' must be provided";
    refused(sentence, "entity-alias", Map.of("name", "n"));
    refused(sentence, "entity-alias", Map.of("mount_accessor", accessor));
    refused(
        "invalid mount accessor \"x\"", "entity-alias", Map.of("name", "n", "mount_accessor", "x"));
    refused(
        "invalid canonical ID",
        "entity-alias",
        Map.of("name", "n", "mount_accessor", accessor, "canonical_id", "x"));
    refused("invalid alias ID", "entity-alias", Map.of("id", "x", "name", "n"));

    made("entity-alias", Map.of("name", "n", "mount_accessor", accessor, "canonical_id", entity));
    refused(
        "Alias already exists for requested entity and mount accessor",
        "entity-alias",
        Map.of("name", "m", "mount_accessor", accessor, "canonical_id", entity));
  }

  @Test
  void anAliasWithoutAnEntityMakesOneAndIsFoundAgain() {
    Map<String, ?> body = Map.of("name", "who", "mount_accessor", accessor);
    Map<String, Value> first = data(write("entity-alias", body));
    Map<String, Value> again = data(write("entity-alias", body));

    assertThat(again).isEqualTo(first);
    assertThat(
            envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow().entityId())
        .isEqualTo(text(first.get("canonical_id")));
  }

  @Test
  void anAliasGoesToAnotherEntityAndIsRemoved() {
    String alias = made("entity-alias", Map.of("name", "who", "mount_accessor", accessor));
    String other = made("entity", Map.of("name", "other"));

    Map<String, Value> moved =
        data(write("entity-alias/id/" + alias, Map.of("canonical_id", other)));
    assertThat(moved).containsEntry("canonical_id", Value.of(other));
    String token = clientToken(server.write("", "auth/app/login", Map.of()));
    assertThat(data(server.read(token, "auth/token/lookup-self")))
        .containsEntry("entity_id", Value.of(other));

    done(server.delete(root, "identity/entity-alias/id/" + alias));
    assertThat(server.read(root, "identity/entity-alias/id/" + alias))
        .isInstanceOf(Answer.NotFound.class);
    assertThat(data(server.read(token, "auth/token/lookup-self"))).containsKey("entity_id");
  }

  @Test
  void groupsRefuseWhatTheirTypeCannotHave() {
    String internal = made("group", Map.of("name", "in"));
    String external = made("group", Map.of("name", "out", "type", "external"));
    refused("invalid group type \"x\"", "group", Map.of("type", "x"));
    refused("group type cannot be changed", "group", Map.of("name", "in", "type", "external"));
    refused(
        "member entities can't be set manually for external groups",
        "group/id/" + external,
        Map.of("member_entity_ids", "e"));
    refused(
        "member groups can't be set for external groups",
        "group/id/" + external,
        Map.of("member_group_ids", internal));
    refused("group name is already in use", "group/id/" + external, Map.of("name", "in"));
    refused("invalid entity ID \"x\"", "group", Map.of("member_entity_ids", "x"));
    refused("invalid group ID \"x\"", "group", Map.of("member_group_ids", "x"));
    refused(
        "alias can't be set on an internal group",
        "group-alias",
        Map.of("name", "g", "mount_accessor", accessor, "canonical_id", internal));
  }

  @Test
  void membersOfAGroupAreSortedAndThereOnce() {
    List<String> entities = List.of(made("entity", Map.of()), made("entity", Map.of()));
    List<String> nested = List.of(made("group", Map.of()), made("group", Map.of()));

    Map<String, Value> read =
        read(
            "group/id/"
                + made(
                    "group",
                    Map.of(
                        "member_entity_ids", descendingTwice(entities),
                        "member_group_ids", descendingTwice(nested))));

    assertThat(read)
        .containsEntry("member_entity_ids", Value.of(entities.stream().sorted().toList()))
        .containsEntry("member_group_ids", Value.of(nested.stream().sorted().toList()));
  }

  private static List<String> descendingTwice(List<String> ids) {
    return Stream.concat(ids.stream(), ids.stream()).sorted(Comparator.reverseOrder()).toList();
  }

  @Test
  void aGroupIsNeverItsOwnMember() {
    String low = made("group", Map.of("name", "low"));
    String high = made("group", Map.of("name", "high", "member_group_ids", low));

    refused(
        "cyclic relationship detected for member group ID \"" + high + "\"",
        "group/id/" + low,
        Map.of("member_group_ids", high));
    refused(
        "cyclic relationship detected for member group ID \"" + low + "\"",
        "group/id/" + low,
        Map.of("member_group_ids", low));
  }

  @Test
  void aGroupAliasIsOneGroupsAndMakesAnExternalOne() {
    Map<String, Value> made =
        data(write("group-alias", Map.of("name", "dddd", "mount_accessor", accessor)));
    String group = text(made.get("canonical_id"));

    assertThat(read("group/id/" + group)).containsEntry("type", Value.of("external"));
    refused(
        "combination of mount and group alias name is already in use",
        "group-alias",
        Map.of("name", "dddd", "mount_accessor", accessor));
    done(server.delete(root, "identity/group-alias/id/" + text(made.get("id"))));
    assertThat(read("group/id/" + group)).containsEntry("alias", Value.Obj.EMPTY);
  }

  private Group external(String name) {
    GroupAlias alias = new GroupAlias(name, accessor, name, 0, TestServer.START, TestServer.START);
    return Group.fresh(name, name, GroupType.EXTERNAL, TestServer.START)
        .withAlias(Optional.of(alias), TestServer.START);
  }

  @Test
  void anEntityIsInNoMoreExternalGroupsThanOneCommitCanChange() {
    List<String> names = IntStream.range(0, 900).mapToObj(i -> "g" + i).toList();
    server
        .store()
        .change(
            work -> {
              names.forEach(name -> work.identities().put(external(name)));
              work.beginEpoch();
            });
    for (List<String> proved : List.of(names.subList(0, 450), names.subList(450, 900))) {
      method.prove(proved);
      assertThat(envelope(server.write("", "auth/app/login", Map.of())).auth()).isPresent();
    }

    method.prove(names.subList(0, 451));
    Answer refused = server.write("", "auth/app/login", Map.of());

    assertThat(refusal(refused).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(refused).errors())
        .containsExactly("an entity is in at most 450 external groups");
  }

  @Test
  void modifyIndexCountsChanges() {
    String group = made("group", Map.of("name", "g"));
    Value first = read("group/id/" + group).get("modify_index");
    done(write("group/id/" + group, Map.of("policies", "p")));

    assertThat(first).isEqualTo(Value.of(1));
    assertThat(read("group/id/" + group)).containsEntry("modify_index", Value.of(2));
  }

  @Test
  void lookupsTakeOneThingThatIsKnown() {
    String alias = made("entity-alias", Map.of("name", "who", "mount_accessor", accessor));
    String entity = text(read("entity-alias/id/" + alias).get("canonical_id"));
    List<Map<String, String>> ways =
        List.of(
            Map.of("id", entity),
            Map.of("alias_id", alias),
            Map.of("alias_name", "who", "alias_mount_accessor", accessor));
    for (Map<String, String> way : ways) {
      assertThat(data(write("lookup/entity", way))).containsEntry("id", Value.of(entity));
    }
    done(write("lookup/entity", Map.of("name", "nobody")));
    done(write("lookup/group", Map.of("name", "nobody")));
    refused("query parameter not supplied", "lookup/entity", Map.of());
    refused("query parameter not supplied", "lookup/group", Map.of());
    refused(
        "both 'alias_name' and 'alias_mount_accessor' needs to be set",
        "lookup/entity",
        Map.of("alias_name", "who"));
    assertThat(refusal(write("lookup/entity", Map.of("id", entity, "name", "x"))).errors().get(0))
        .startsWith("conflicting query parameters");
  }

  @Test
  void theGroupsAreReadOncePerEpochWhateverIsAsked() {
    made("group", Map.of("name", "g"));
    Optional<Entity> nobody = Optional.empty();
    GroupGraphs graphs = server.get(GroupGraphs.class);

    assertThat(graphs.of(server.store().begin())).isSameAs(graphs.of(server.store().begin()));
    assertThat(graphs.policies(server.store().begin(), nobody)).isEmpty();
  }

  @Test
  void rootOfAnOlderRecordGrantsNothing() {
    String alias = made("entity-alias", Map.of("name", "who", "mount_accessor", accessor));
    String token = clientToken(server.write("", "auth/app/login", Map.of()));
    server
        .store()
        .change(
            work -> {
              Entity entity = work.identities().entityOfAlias(alias).orElseThrow();
              work.identities()
                  .put(entity.changed("n", List.of(" ROOT"), Map.of(), false, entity.created()));
            });

    assertThat(data(server.read(token, "auth/token/lookup-self")))
        .doesNotContainKey("identity_policies");
  }
}
