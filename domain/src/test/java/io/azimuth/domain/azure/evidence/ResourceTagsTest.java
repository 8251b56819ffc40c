package io.azimuth.domain.azure.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceTagsTest {

  @Test
  void namesDifferInMoreThanTheCaseOfAsciiLetters() {
    ResourceTags tags = ResourceTags.of(Map.of("Env", "Prod", "größe", "1"));

    assertThat(tags.find("ENV")).contains("Prod");
    assertThat(tags.find("env ")).isEmpty();
    assertThat(tags.find("GRÖSSE")).isEmpty();
    assertThat(tags.find("GRÖßE")).isEmpty();
    assertThat(tags).isEqualTo(ResourceTags.of(Map.of("eNV", "Prod", "größe", "1")));
    assertThat(ResourceTags.of(Map.of("K", "1")).find("\u212a")).isEmpty();
  }

  @Test
  void aTagThatNoRoleCanBindIsLeftOut() {
    String longName = "n".repeat(ResourceTags.MAX_NAME);
    String longValue = "v".repeat(ResourceTags.MAX_VALUE);
    ResourceTags tags =
        ResourceTags.of(
            Map.of(longName, longValue, longName + "n", "", "env", longValue + "v", "", "x"));

    assertThat(tags.values()).isEqualTo(Map.of(longName, longValue));
    assertThat(tags.isKnown()).isTrue();
  }

  @Test
  void moreTagsThanAreKeptAreNotKnown() {
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < ResourceTags.MAX_TAGS; i++) {
      tags.put("t" + i, "");
    }
    assertThat(ResourceTags.of(tags).values()).hasSize(ResourceTags.MAX_TAGS);

    tags.put("env", "prod");
    assertThat(ResourceTags.of(tags)).isEqualTo(ResourceTags.UNKNOWN);
    assertThat(ResourceTags.of(tags).find("env")).isEmpty();
  }

  @Test
  void longerTagsThanAreKeptAreNotKnown() {
    Map<String, String> tags = new HashMap<>();
    for (int i = 10; i < 42; i++) {
      tags.put("t" + i, "v".repeat(ResourceTags.MAX_VALUE - 3));
    }
    assertThat(ResourceTags.characters(tags)).isEqualTo(ResourceTags.MAX_CHARACTERS);
    assertThat(ResourceTags.of(tags).isKnown()).isTrue();

    tags.put("e", "");
    assertThat(ResourceTags.of(tags)).isEqualTo(ResourceTags.UNKNOWN);
  }

  @Test
  void twoTagsOfOneNameAreNotKnown() {
    assertThat(ResourceTags.of(Map.of("env", "prod", "ENV", "dev")))
        .isEqualTo(ResourceTags.UNKNOWN);
  }

  @Test
  void keepsWhatIsBoundOnly() {
    ResourceTags tags = ResourceTags.of(Map.of("env", "prod", "team", "pay"));

    assertThat(tags.only(List.of("ENV", "cost"))).isEqualTo(ResourceTags.of(Map.of("env", "prod")));
    assertThat(ResourceTags.UNKNOWN.only(List.of("env"))).isEqualTo(ResourceTags.UNKNOWN);
  }

  @Test
  void cannotBeMadeWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceTags(Map.of("Env", "prod"), true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceTags(Map.of("env", "prod"), false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResourceTags(Map.of("", "prod"), true));
  }
}
