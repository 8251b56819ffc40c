package io.azimuth.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityMergeTest {

  private static final Instant NOW = Instant.EPOCH.plusSeconds(5);

  private static Entity entity(String id, List<String> policies, String... mounts) {
    Entity entity = new Entity(id, id, policies, Map.of("of", id), false, Instant.EPOCH);
    for (String mount : mounts) {
      entity =
          entity.with(
              new Alias(id + "-" + mount, mount, "n", id, Map.of(), Instant.EPOCH), Instant.EPOCH);
    }
    return entity;
  }

  @Test
  void policiesGroupsAndAliasesComeTogether() {
    Entity into = entity("to", List.of("a"), "m1").inExternalGroups(List.of("g.0"), NOW);
    Entity from = entity("from", List.of("b"), "m2").inExternalGroups(List.of("h.0"), NOW);

    EntityMerge merge = EntityMerge.of(into, List.of(from), Set.of(), NOW);

    assertThat(merge.clashes()).isEmpty();
    assertThat(merge.merged().policies()).containsExactly("a", "b");
    assertThat(merge.merged().externalGroups()).containsExactly("g.0", "h.0");
    assertThat(merge.merged().metadata()).containsExactly(Map.entry("of", "to"));
    assertThat(merge.merged().mergedIds()).containsExactly("from");
    assertThat(merge.merged().aliases())
        .extracting(Alias::id, Alias::entityId, Alias::mergedFrom)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("to-m1", "to", List.of()),
            org.assertj.core.groups.Tuple.tuple("from-m2", "to", List.of("from")));
  }

  @Test
  void twoAliasesOfOneMountClash() {
    EntityMerge merge =
        EntityMerge.of(
            entity("to", List.of(), "m"), List.of(entity("from", List.of(), "m")), Set.of(), NOW);

    assertThat(merge.clashes()).extracting(Alias::id).containsExactly("to-m", "from-m");
  }

  @Test
  void theOneThatIsKeptEndsAClash() {
    Entity into = entity("to", List.of(), "m");
    Entity from = entity("from", List.of(), "m");

    assertThat(EntityMerge.of(into, List.of(from), Set.of("from-m"), NOW).merged().aliases())
        .extracting(Alias::id)
        .containsExactly("from-m");
    assertThat(EntityMerge.of(into, List.of(from), Set.of("from-m", "to-m"), NOW).clashes())
        .hasSize(2);
  }
}
