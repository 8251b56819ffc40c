package io.azimuth.domain.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HclLimitsTest {

  @Test
  void takesTheLongestTextAndNoLongerOne() {
    String longest = "#".repeat(Hcl.MAX_LENGTH);
    assertThatCode(() -> Hcl.parse(longest)).doesNotThrowAnyException();
    refuses(Hcl::parse, longest + "#", "the text is longer than 1048576 characters");
    refuses(Hcl::parseJson, longest + "#", "the text is longer than 1048576 characters");
  }

  @Test
  void takesTheDeepestNestingAndNoDeeper() {
    assertThatCode(() -> Hcl.parse("a = " + lists(32))).doesNotThrowAnyException();
    refuses(Hcl::parse, "a = " + lists(33), "nested deeper than 32 levels");
    assertThatCode(() -> Hcl.parse(blocks(32))).doesNotThrowAnyException();
    refuses(Hcl::parse, blocks(33), "nested deeper than 32 levels");
    assertThatCode(() -> Hcl.parseJson("{\"a\":" + lists(31) + "}")).doesNotThrowAnyException();
    refuses(Hcl::parseJson, "{\"a\":" + lists(32) + "}", "nested deeper than 32 levels");
  }

  @Test
  void depthIsWhatIsOpenAtOnce() {
    assertThatCode(() -> Hcl.parse("a {}\n".repeat(100) + "b = [" + "[], ".repeat(100) + "]"))
        .doesNotThrowAnyException();
  }

  @Test
  void boundsTheNumberOfNodes() {
    String ones = "a = [" + "1,".repeat(Hcl.MAX_NODES - 2);
    assertThatCode(() -> Hcl.parse(ones + "]")).doesNotThrowAnyException();
    refuses(Hcl::parse, ones + "1]", "the text has more than 100000 values and attributes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{",
        "\"",
        "\"\"",
        "a{",
        "a=[",
        "a={",
        "a=\"",
        "/*",
        "/*/",
        "#",
        "//",
        "\n",
        "a\n",
        "\"\\",
        "a=<<X\n",
        "<<-X\n\t",
        "a={}\n",
        "a \"",
        "a \"\" ",
        "-",
        "a=1",
        "0",
        "]",
        "}",
        ",",
        "{\"a\":",
        "{\"a\":[",
        "\\u0041",
        "\r\n"
      })
  void takesLinearTimeWhateverIsRepeated(String piece) {
    String whole = piece.repeat(Hcl.MAX_LENGTH / piece.length());
    for (String start : new String[] {"", "a = [", "a = \"", "/*", "a = <<-X\n", "{\"a\": \""}) {
      String text = (start + whole).substring(0, Math.min(Hcl.MAX_LENGTH, whole.length()));
      Assertions.assertTimeout(Duration.ofSeconds(20), () -> outcome(Hcl::parse, text));
      Assertions.assertTimeout(Duration.ofSeconds(20), () -> outcome(Hcl::parseJson, text));
    }
  }

  @Test
  void takesLinearTimeForManyNamesOfOneHash() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1 << 14; i++) {
      for (int bit = 0; bit < 14; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append("=1\n");
    }
    HclBody body =
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> Hcl.parse(text.toString()));
    assertThat(body.items()).hasSize(1 << 14);
  }

  private static String outcome(Function<String, HclBody> reader, String text) {
    try {
      return reader.apply(text).items().size() + " items";
    } catch (HclSyntaxException e) {
      return e.sentence();
    }
  }

  private static void refuses(Function<String, HclBody> reader, String text, String sentence) {
    assertThatThrownBy(() -> reader.apply(text))
        .isInstanceOfSatisfying(
            HclSyntaxException.class, e -> assertThat(e.sentence()).isEqualTo(sentence));
  }

  private static String lists(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String blocks(int depth) {
    return "a {\n".repeat(depth) + "}\n".repeat(depth);
  }
}
