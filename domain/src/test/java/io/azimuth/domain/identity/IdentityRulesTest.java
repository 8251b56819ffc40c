package io.azimuth.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limits of entities, groups and aliases; no spelling of {@code root} is accepted as a policy
 * (CVE-2025-5999).
 */
class IdentityRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", " root", "Root\t", "rOOt \n"})
  void rootIsRefusedHoweverItIsSpelt(String name) {
    assertThat(IdentityRules.policies(List.of("ops", name)).problems())
        .containsExactly("policies cannot contain root");
  }

  @Test
  void policiesAreSortedOnceEachInLowerCase() {
    assertThat(IdentityRules.policies(List.of("Web ", "", "ops", "web")).value())
        .contains(List.of("ops", "web"));
  }

  @Test
  void internalPoliciesAreNobodysToGive() {
    assertThat(IdentityRules.policies(List.of("response-wrapping")).problems())
        .containsExactly("cannot assign policy \"response-wrapping\"");
  }

  private static Entity sized(int groups, int merged) {
    return new Entity(
        "e",
        "n",
        List.of(),
        Map.of(),
        false,
        List.of(),
        IntStream.range(0, groups).mapToObj(i -> "g" + i).toList(),
        IntStream.range(0, merged).mapToObj(i -> "m" + i).toList(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Test
  void anEntityIsInAsManyExternalGroupsAsOneCommitCanChange() {
    assertThat(IdentityRules.size(sized(450, 450)).isGood()).isTrue();
    assertThat(IdentityRules.size(sized(451, 0)).problems())
        .containsExactly("an entity is in at most 450 external groups");
    assertThat(IdentityRules.size(sized(0, 451)).problems())
        .containsExactly("at most 450 entities are merged into one");
  }

  @Test
  void metadataHas64KeysAtMost() {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      pairs.put("k" + i, "v");
    }
    assertThat(IdentityRules.metadata(pairs).isGood()).isTrue();

    pairs.put("one more", "v");
    assertThat(IdentityRules.metadata(pairs).problems())
        .containsExactly("metadata cannot contain more than 64 key/value pairs");
  }

  @Test
  void keysHave128BytesAndValues512AtMost() {
    assertThat(IdentityRules.metadata(Map.of("k".repeat(128), "é".repeat(256))).isGood()).isTrue();
    assertThat(IdentityRules.metadata(Map.of("k".repeat(129), "v")).problems())
        .containsExactly("a metadata key is too long (limit: 128 bytes)");
    assertThat(IdentityRules.metadata(Map.of("k", "é".repeat(256) + "v")).problems())
        .containsExactly("a metadata value is too long (limit: 512 bytes)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\0"})
  void aNameIsNotBlankAndHasNoControls(String name) {
    assertThat(IdentityRules.name(name).isGood()).isFalse();
  }
}
