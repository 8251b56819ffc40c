package io.azimuth.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupGraphTest {

  private static final Instant NOW = Instant.EPOCH;
  private static final GroupAlias ALIAS = new GroupAlias("ga", "mount", "dddd", 0, NOW, NOW);

  private static Group internal(String id, List<String> entities, List<String> groups) {
    return Group.fresh(id, "n-" + id, GroupType.INTERNAL, NOW).withMembers(entities, groups, NOW);
  }

  private static Group external(String id, GroupAlias alias) {
    return Group.fresh(id, "n-" + id, GroupType.EXTERNAL, NOW).withAlias(Optional.of(alias), NOW);
  }

  private static Entity entity(String... memberships) {
    return new Entity("e", "e", List.of(), Map.of(), false, NOW)
        .inExternalGroups(List.of(memberships), NOW);
  }

  @Test
  void groupsAreInheritedAtAnyDistanceAndOnce() {
    GroupGraph graph =
        new GroupGraph(
            List.of(
                internal("top", List.of(), List.of("left", "right")),
                internal("left", List.of(), List.of("low")),
                internal("right", List.of(), List.of("low")),
                internal("low", List.of("e"), List.of()),
                internal("other", List.of("x"), List.of())));

    Memberships in = graph.of(entity());

    assertThat(in.direct()).extracting(Group::id).containsExactly("low");
    assertThat(in.inherited())
        .extracting(Group::id)
        .containsExactlyInAnyOrder("left", "right", "top");
  }

  @Test
  void groupsAreFoundByNameInAnyLetterCase() {
    GroupGraph graph =
        new GroupGraph(
            List.of(
                Group.fresh("1", "Ops", GroupType.INTERNAL, NOW),
                Group.fresh("2", "OPS", GroupType.INTERNAL, NOW)));

    assertThat(graph.named("ops").map(Group::id)).contains("1");
    assertThat(graph.named("OPS").map(Group::id)).contains("2");
    assertThat(graph.named("op\u017f")).isEmpty();
  }

  @Test
  void theGuidOfAnAliasIsFoundInAnyLetterCaseAndAnotherNameIsNot() {
    String group = "AAAAAAAA-0000-0000-0000-00000000000A";
    String tenant = "BBBBBBBB-0000-0000-0000-00000000000B";
    GroupGraph graph =
        new GroupGraph(
            List.of(
                external("own", alias("1", group)),
                external("other", alias("2", tenant + "/" + group)),
                external("named", alias("3", "Ops"))));

    assertThat(found(graph, group.toLowerCase(Locale.ROOT))).contains("own");
    assertThat(found(graph, (tenant + "/" + group).toLowerCase(Locale.ROOT))).contains("other");
    assertThat(found(graph, "Ops")).contains("named");
    assertThat(found(graph, "ops")).isEmpty();
    assertThat(found(graph, group + "/" + tenant)).isEmpty();
    assertThat(graph.afterLogin(entity(), "mount", List.of(group.toLowerCase(Locale.ROOT))))
        .containsExactly("1.0");
  }

  @Test
  void anotherSpellingOfItsGuidIsNoOtherMeaningOfAnAlias() {
    GroupAlias alias = alias("1", "AAAAAAAA-0000-0000-0000-00000000000A");

    GroupAlias respelt = alias.meaning("mount", "aaaaaaaa-0000-0000-0000-00000000000a", NOW);

    assertThat(respelt.membership()).isEqualTo(alias.membership());
    assertThat(alias("1", "Ops").meaning("mount", "ops", NOW).membership())
        .isNotEqualTo(alias("1", "Ops").membership());
  }

  @Test
  void ofTwoStoredSpellingsOfAGuidEachIsFoundUnderItsOwn() {
    String upper = "AAAAAAAA-0000-0000-0000-00000000000A";
    String lower = upper.toLowerCase(Locale.ROOT);
    GroupGraph graph =
        new GroupGraph(
            List.of(external("upper", alias("1", upper)), external("lower", alias("2", lower))));

    assertThat(found(graph, upper)).contains("upper");
    assertThat(found(graph, lower)).contains("lower");
  }

  private static GroupAlias alias(String id, String name) {
    return new GroupAlias(id, "mount", name, 0, NOW, NOW);
  }

  private static Optional<String> found(GroupGraph graph, String name) {
    return graph.aliased("mount", name).map(Group::id);
  }

  @Test
  void anExternalGroupHasWhoeverProvedItsAlias() {
    GroupGraph graph =
        new GroupGraph(List.of(external("x", ALIAS), internal("top", List.of(), List.of("x"))));

    assertThat(graph.of(entity("ga.0")).direct()).extracting(Group::id).containsExactly("x");
    assertThat(graph.of(entity("ga.0")).inherited()).extracting(Group::id).containsExactly("top");
    assertThat(graph.of(entity()).direct()).isEmpty();
  }

  @Test
  void whoProvedTheOldMeaningOfAnAliasIsNotInTheNewOne() {
    GroupAlias other = ALIAS.meaning("mount", "eeee", NOW);

    assertThat(new GroupGraph(List.of(external("x", other))).of(entity("ga.0")).direct()).isEmpty();
    assertThat(ALIAS.meaning("mount", "dddd", NOW).membership()).isEqualTo(ALIAS.membership());
  }

  @Test
  void aLoginLeavesTheGroupsOfItsMountThatItDoesNotProve() {
    GroupAlias second = new GroupAlias("gb", "mount", "eeee", 0, NOW, NOW);
    GroupAlias elsewhere = new GroupAlias("gc", "other", "dddd", 0, NOW, NOW);
    GroupGraph graph =
        new GroupGraph(
            List.of(external("x", ALIAS), external("y", second), external("z", elsewhere)));

    Set<String> memberships =
        graph.afterLogin(entity("ga.0", "gc.0", "gone.0"), "mount", List.of("eeee", "nobody's"));

    assertThat(memberships).containsExactlyInAnyOrder("gb.0", "gc.0");
  }

  @Test
  void namesOfGroupsArePartOfNoOther() {
    GroupGraph graph = new GroupGraph(List.of(external("x", ALIAS)));

    assertThat(graph.aliased("mount", "DDDD")).isEmpty();
    assertThat(graph.aliased("mount", "ddd")).isEmpty();
    assertThat(graph.aliased("moun", "dddd")).isEmpty();
    assertThat(graph.aliased("mount", "dddd")).isPresent();
  }

  @Test
  void aGroupIsNotItsOwnMemberAtAnyDistance() {
    GroupGraph graph =
        new GroupGraph(
            List.of(
                internal("a", List.of(), List.of("b")),
                internal("b", List.of(), List.of("c")),
                internal("c", List.of(), List.of())));

    assertThat(graph.wouldCycle("c", List.of("a"))).isTrue();
    assertThat(graph.wouldCycle("c", List.of("c"))).isTrue();
    assertThat(graph.wouldCycle("a", List.of("c"))).isFalse();
  }

  @Test
  void aRingThatIsThereAnywayEnds() {
    GroupGraph graph =
        new GroupGraph(
            List.of(
                internal("a", List.of("e"), List.of("b")), internal("b", List.of(), List.of("a"))));

    assertThat(graph.of(entity()).inherited()).extracting(Group::id).containsExactly("b");
    assertThat(graph.wouldCycle("x", List.of("a"))).isFalse();
  }

  @Test
  void anExternalGroupHasNoMembersOfItsOwnAndAnInternalOneNoAlias() {
    Group external = external("x", ALIAS);
    Group internal = internal("i", List.of("e"), List.of());

    assertThatThrownBy(() -> external.withMembers(List.of("e"), List.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> internal.withAlias(Optional.of(ALIAS), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
