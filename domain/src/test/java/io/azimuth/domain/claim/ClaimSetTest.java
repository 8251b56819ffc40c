package io.azimuth.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimSetTest {

  @Test
  void aNullKeepsItsPlaceInAListAndIsNoValue() {
    ClaimSet claims = ClaimSet.of(Map.of("list", Arrays.asList("a", null, "c")));

    assertThat(claims.at(List.of("list", "0"))).contains("a");
    assertThat(claims.at(List.of("list", "1"))).isEmpty();
    assertThat(claims.at(List.of("list", "2"))).contains("c");
    assertThat(claims.texts("list")).containsExactly("a", "c");
  }

  @Test
  void aNullInAnObjectIsNoValueAndNoText() {
    Map<String, Object> object = new HashMap<>();
    object.put("groups", null);
    object.put("name", "x");
    ClaimSet claims = ClaimSet.of(Map.of("object", object));

    assertThat(claims.at(List.of("object", "groups"))).isEmpty();
    assertThat(claims.at(List.of("object", "groups", "0"))).isEmpty();
    assertThat(claims.at(List.of("object", "name"))).contains("x");
    assertThat(claims.memberNames("object")).containsExactlyInAnyOrder("groups", "name");
  }

  @Test
  void aNullIsNamedAndCountsAsAbsent() {
    Map<String, Object> members = new HashMap<>();
    members.put("nbf", null);
    members.put("sub", "x");
    ClaimSet claims = ClaimSet.of(members);

    assertThat(claims.names("nbf")).isTrue();
    assertThat(claims.names("sub")).isTrue();
    assertThat(claims.names("exp")).isFalse();
    assertThat(claims.has("nbf")).isFalse();
    assertThat(claims.at(List.of("nbf"))).isEmpty();
    assertThat(claims.at(List.of())).contains(Map.of("sub", "x"));
  }
}
