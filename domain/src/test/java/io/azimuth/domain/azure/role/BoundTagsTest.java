package io.azimuth.domain.azure.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.azure.evidence.ResourceTags;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundTagsTest {

  private static final BoundTags BOUND = new BoundTags(pairs("Env", "prod", "team", "Pay"));

  @Test
  void admitsAResourceWithEveryTagWhateverElseItHas() {
    assertThat(BOUND.admits(ResourceTags.of(pairs("env", "prod", "TEAM", "Pay", "x", "y"))))
        .isTrue();
    assertThat(BoundTags.NONE.admits(ResourceTags.UNKNOWN)).isTrue();
  }

  @Test
  void refusesATagThatIsMissingOrOtherwise() {
    assertThat(BOUND.admits(ResourceTags.of(pairs("env", "prod")))).isFalse();
    assertThat(BOUND.admits(ResourceTags.of(pairs("env", "Prod", "team", "Pay")))).isFalse();
    assertThat(BOUND.admits(ResourceTags.of(pairs("env", "prod-2", "team", "Pay")))).isFalse();
    assertThat(BOUND.admits(ResourceTags.of(pairs("env", "", "team", "Pay")))).isFalse();
    assertThat(BOUND.admits(ResourceTags.NONE)).isFalse();
    assertThat(BOUND.admits(ResourceTags.UNKNOWN)).isFalse();
  }

  @Test
  void anEmptyValueIsAValue() {
    BoundTags bound = new BoundTags(Map.of("env", ""));

    assertThat(bound.admits(ResourceTags.of(Map.of("env", "")))).isTrue();
    assertThat(bound.admits(ResourceTags.NONE)).isFalse();
  }

  @Test
  void showsTheBoundNamesOnly() {
    assertThat(BOUND).hasToString("Env=prod, team=Pay");
    assertThat(BOUND.shownIn(ResourceTags.of(pairs("env", "dev", "owner", "ada"))))
        .isEqualTo("Env=dev, no team");
    assertThat(BOUND.shownIn(ResourceTags.UNKNOWN)).isEqualTo("more tags than are read");
  }

  @Test
  void hasTheLimitsOfAzure() {
    String name = "n".repeat(512);
    String value = "v".repeat(256);
    assertThat(new BoundTags(Map.of(name, value)).names()).containsExactly(name);

    refuses(Map.of(name + "n", ""));
    refuses(Map.of("env", value + "v"));
    refuses(Map.of("", "prod"));
  }

  @Test
  void bindsFifteenTagsAtMost() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 15; i++) {
      many.put("t" + i, "");
    }
    assertThat(new BoundTags(many).names()).hasSize(15);

    many.put("env", "");
    refuses(many);
  }

  @Test
  void bindsNoMoreThanIsReadOfAResource() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      many.put("t" + i + "n".repeat(510), "v".repeat(256));
    }
    assertThat(new BoundTags(many).names()).hasSize(10);

    many.put("t" + "n".repeat(511), "v".repeat(256));
    refuses(many);
  }

  @Test
  void namesATagOnce() {
    refuses(Map.of("env", "prod", "ENV", "prod"));
  }

  private static void refuses(Map<String, String> pairs) {
    assertThat(BoundTags.problem(pairs)).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> new BoundTags(pairs));
  }

  private static Map<String, String> pairs(String... namesAndValues) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return pairs;
  }
}
