package io.azimuth.domain.azure.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionPatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, Microsoft.Compute/virtualMachines/delete, true",
    "*/read, Microsoft.Compute/virtualMachines/read, true",
    "*/read, Microsoft.Compute/virtualMachines/write, false",
    "*/read, read, false",
    "Microsoft.Compute/*, Microsoft.Compute/virtualMachines/extensions/write, true",
    "Microsoft.Compute/*, Microsoft.ComputeSchedule/x/read, false",
    "microsoft.compute/VIRTUALMACHINES/read, Microsoft.Compute/virtualMachines/read, true",
    "Microsoft.Compute/*/read, Microsoft.Compute/virtualMachines/read, true",
    "Microsoft.Compute/*/read, Microsoft.Compute/read, false",
    "Microsoft.Compute/virtualMachines/read, Microsoft.Compute/virtualMachines/readX, false",
    "Microsoft.Compute/virtualMachineScaleSets/*/read, Microsoft.Compute/virtualMachineScaleSets/read, false",
    "*/Write, Microsoft.Authorization/roleAssignments/write, true",
    "**, x, true",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "Microsoft.Compute/virtualMachines/re?d, Microsoft.Compute/virtualMachines/read, false",
    "Microsoft.Compute/virtualMachines.read, Microsoft.Compute/virtualMachines/read, false"
  })
  void aStarStandsForAnythingAndNothingElseDoes(String pattern, String action, boolean covers) {
    assertThat(new ActionPattern(pattern).covers(new ActionPattern(action))).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "*, */read, true",
    "*/read, *, false",
    "*/read, Microsoft.Compute/*/read, true",
    "Microsoft.Compute/*, Microsoft.Compute/*/read, true",
    "Microsoft.Compute/*/read, Microsoft.Compute/*, false",
    "a*, a*b, true",
    "a*b, a*, false",
    "ab*, a*, false"
  })
  void aPatternCoversAnotherWhenItCoversAllThatThatCovers(String one, String other, boolean all) {
    assertThat(new ActionPattern(one).covers(new ActionPattern(other))).isEqualTo(all);
  }

  @Test
  void itIsWhatAnExpressionOfTheSameMeaningIs() {
    Random random = new Random(16);
    int covered = 0;
    for (int i = 0; i < 20_000; i++) {
      ActionPattern pattern = new ActionPattern(word(random, "aB*/"));
      ActionPattern action = new ActionPattern(word(random, "Ab/"));
      boolean expected = expression(pattern).matcher(action.value()).matches();
      covered += expected ? 1 : 0;
      assertThat(pattern.covers(action)).as("%s %s", pattern, action).isEqualTo(expected);
    }
    assertThat(covered).isBetween(500, 19_500);
  }

  @Test
  void aPatternOfManyStarsTakesNoTime() {
    ActionPattern pattern = new ActionPattern("a*".repeat(255) + "b");
    ActionPattern action = new ActionPattern("a".repeat(512));

    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(pattern.covers(action)).isFalse());
  }

  @Test
  void aTextThatIsNoActionIsRefused() {
    for (String text : List.of("", " ", "a b", "a\n", "\u00e4/read", "a".repeat(513))) {
      assertThat(ActionPattern.parse(text)).isEmpty();
      assertThatThrownBy(() -> new ActionPattern(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void onlyWhatEndsInReadReads() {
    assertThat(new ActionPattern("*/READ").onlyReads()).isTrue();
    assertThat(new ActionPattern("*").onlyReads()).isFalse();
    assertThat(new ActionPattern("Microsoft.Compute/*").onlyReads()).isFalse();
    assertThat(new ActionPattern("Microsoft.Compute/spread").onlyReads()).isFalse();
  }

  private static String word(Random random, String letters) {
    return Stream.generate(() -> letters.charAt(random.nextInt(letters.length())))
        .limit(1 + random.nextInt(7))
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private static Pattern expression(ActionPattern pattern) {
    String text =
        pattern
            .value()
            .toLowerCase(Locale.ROOT)
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
  }
}
