package io.azimuth.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LettersAndDigitsTest {

  private static final Pattern ONE = Pattern.compile("[0-9A-Za-z_.]");

  @Test
  void takesAsciiLettersDigitsAndTheOthersAlone() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      String text = "a" + (char) c + "1";

      assertThat(LettersAndDigits.fill(text, "_."))
          .as("character %d", c)
          .isEqualTo(ONE.matcher(Character.toString(c)).matches());
    }
  }

  @Test
  void anEmptyTextHasNothingElse() {
    assertThat(LettersAndDigits.fill("", "")).isTrue();
  }
}
