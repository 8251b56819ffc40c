package io.azimuth.domain.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HclRefusalTest {

  private static final String NO_VALUE =
      "expected a value: a text in quotes, a number, true, false, [ or {";
  private static final String NO_NAME = "expected the name of an attribute or block";
  private static final String BAD_CHARACTER =
      "the escape stands for a control character or half of a surrogate pair";
  private static final String RUNS_ON =
      "a number runs into other characters; a text must stand in quotes";
  private static final String NO_MARKER =
      "after << comes a marker of letters, digits and _ and then a new line";

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("garbage {{{", 1, 10, NO_NAME),
        arguments("garbage", 1, 8, "expected = or a label in quotes or { after \"garbage\""),
        arguments("path secret {}", 1, 6, "expected = or a label in quotes or { after \"path\""),
        arguments("path \"a\" = {}", 1, 10, "expected = or a label in quotes or { after \"path\""),
        arguments("{}", 1, 1, NO_NAME),
        arguments("}", 1, 1, NO_NAME),
        arguments("a {}\n}", 2, 1, NO_NAME),
        arguments("path \"a\" {\n k = 1\n", 1, 10, "the block is not closed"),
        arguments("a = {", 1, 5, "the block is not closed"),
        arguments("a = [1, 2", 1, 5, "the list is not closed"),
        arguments("a = [1, 2\nb = 3", 2, 1, "expected , or ] after a value of the list"),
        arguments("a = [1 2]", 1, 8, "expected , or ] after a value of the list"),
        arguments("a = [,]", 1, 6, NO_VALUE),
        arguments("a = [1,,2]", 1, 8, NO_VALUE),
        arguments("a = {,}", 1, 6, NO_NAME),
        arguments("a = { b = 1,, c = 2 }", 1, 13, NO_NAME),
        arguments("a = 1,\nb = 2", 1, 6, "a new line is missing after the value of \"a\""),
        arguments("a {},\n", 1, 5, NO_NAME),
        arguments("a = 1 b = 2", 1, 7, "a new line is missing after the value of \"a\""),
        arguments("a = {} b = 2", 1, 8, "a new line is missing after the value of \"a\""),
        arguments("x { a = 1 b = 2 }", 1, 11, "a new line is missing after the value of \"a\""),
        arguments("a = \"x\" \"y\"", 1, 9, "a new line is missing after the value of \"a\""),
        arguments("a = 1\na = 2", 2, 1, "\"a\" was already set on line 1"),
        arguments("a = 1\n\"a\" = 1", 2, 1, "\"a\" was already set on line 1"),
        arguments("a = 1\na {}", 2, 1, "\"a\" was already set on line 1"),
        arguments("a {}\n\na = 1", 3, 1, "\"a\" was already set on line 1"),
        arguments("x = { a = 1, a = 1 }", 1, 14, "\"a\" was already set on line 1"),
        arguments("a = \"open", 1, 5, "the text is not closed on its line"),
        arguments("a = \"open\nb = \"", 1, 5, "the text is not closed on its line"),
        arguments("a = \"open\r\nb = \"", 1, 5, "the text is not closed on its line"),
        arguments("path \"open {", 1, 6, "the text is not closed on its line"),
        arguments("a = \"\\\"", 1, 5, "the text is not closed on its line"),
        arguments("a = \"\\q\"", 1, 6, "unknown escape after \\"),
        arguments("a = \"\\/\"", 1, 6, "unknown escape after \\"),
        arguments("a = \"\\", 1, 6, "unknown escape after \\"),
        arguments("a = \"\\u12g4\"", 1, 10, "the escape needs 4 hexadecimal digits"),
        arguments("a = \"\\u１２３４\"", 1, 8, "the escape needs 4 hexadecimal digits"),
        arguments("a = \"\\U0041\"", 1, 12, "the escape needs 8 hexadecimal digits"),
        arguments("a = \"\\U00110000\"", 1, 6, BAD_CHARACTER),
        arguments("a = \"\\UFFFFFFFF\"", 1, 6, BAD_CHARACTER),
        arguments("a = \"\\ud83d\"", 1, 6, BAD_CHARACTER),
        arguments("a = \"\\ud83d\\u0041\"", 1, 6, BAD_CHARACTER),
        arguments("a = \"\\udE00\"", 1, 6, BAD_CHARACTER),
        arguments("a = \"\\u0000\"", 1, 6, BAD_CHARACTER),
        arguments("a = \"\ud83d\"", 1, 6, "half of a surrogate pair"),
        arguments("# \ude00", 1, 3, "half of a surrogate pair"),
        arguments("a = \"\u0000\"", 1, 6, "the control character U+0000"),
        arguments("\n # \u001b[2J", 2, 4, "the control character U+001B"),
        arguments("a = \"\u0085\"", 1, 6, "the control character U+0085"),
        arguments("a = \"\u202e\"", 1, 6, "the control character U+202E"),
        arguments("# x\rpath = 1", 1, 4, "a carriage return without a line feed"),
        arguments("\ufeffa = 1", 1, 1, NO_NAME),
        arguments("a = 1\u00a0", 1, 6, "a new line is missing after the value of \"a\""),
        arguments("/* a", 1, 1, "the comment is not closed"),
        arguments("a = 1\n /*/", 2, 2, "the comment is not closed"),
        arguments("a = 1 / 2", 1, 7, "a new line is missing after the value of \"a\""),
        arguments("a = yes", 1, 5, NO_VALUE),
        arguments("a = null", 1, 5, NO_VALUE),
        arguments("a = True", 1, 5, NO_VALUE),
        arguments("a = truely", 1, 5, NO_VALUE),
        arguments("a = 'x'", 1, 5, NO_VALUE),
        arguments("a = ", 1, 5, NO_VALUE),
        arguments("a == 1", 1, 4, NO_VALUE),
        arguments("a : 1", 1, 3, "expected = or a label in quotes or { after \"a\""),
        arguments("1 = 1", 1, 1, NO_NAME),
        arguments("é = 1", 1, 1, NO_NAME),
        arguments("a = 30s", 1, 5, RUNS_ON),
        arguments("a = 0x10", 1, 5, RUNS_ON),
        arguments("a = 1.2.3", 1, 5, RUNS_ON),
        arguments("a = 1_000", 1, 5, RUNS_ON),
        arguments("a = 1-2", 1, 5, RUNS_ON),
        arguments("a = 1+2", 1, 5, RUNS_ON),
        arguments("a = 1µ", 1, 5, RUNS_ON),
        arguments("a = 0640", 1, 5, "a number must not begin with a zero"),
        arguments("a = -", 1, 6, "a digit is missing"),
        arguments("a = 1.", 1, 7, "a digit is missing"),
        arguments("a = 1e", 1, 7, "a digit is missing"),
        arguments("a = +1", 1, 5, NO_VALUE),
        arguments("a = .5", 1, 5, NO_VALUE),
        arguments("a = <<", 1, 5, NO_MARKER),
        arguments("a = << EOF\nEOF", 1, 5, NO_MARKER),
        arguments("a = <<EOF x\nEOF", 1, 5, NO_MARKER),
        arguments("a = <<1\n1", 1, 5, NO_MARKER),
        arguments("a = <<\"EOF\"\nEOF", 1, 5, NO_MARKER),
        arguments(
            "a = <<EOF\nx\n EOF",
            1,
            5,
            "the text is not closed: its marker must stand alone on a line"),
        arguments(
            "a = <<EOF\nx EOF",
            1,
            5,
            "the text is not closed: its marker must stand alone on a line"),
        arguments(
            "a = <<-EOF\n   x\n  y\n   EOF",
            3,
            1,
            "the line is indented less than the closing marker"),
        arguments(
            "a = <<EOF\nx\nEOF b = 1",
            1,
            5,
            "the text is not closed: its marker must stand alone on a line"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesAndSaysWhereAndWhy(String text, int line, int column, String sentence) {
    assertThatThrownBy(() -> Hcl.parse(text))
        .isInstanceOfSatisfying(
            HclSyntaxException.class,
            e -> {
              assertThat(e.sentence()).isEqualTo(sentence);
              assertThat(e.position()).isEqualTo(new Position(line, column));
              assertThat(e).hasMessage("line " + line + ", column " + column + ": " + sentence);
            });
  }

  @Test
  void shortensLongNamesInSentences() {
    assertThatThrownBy(() -> Hcl.parse("a".repeat(5000)))
        .isInstanceOf(HclSyntaxException.class)
        .hasMessageEndingWith("after \"" + "a".repeat(100) + "…\"");
  }

  @Test
  void neverRepeatsAValue() {
    assertThatThrownBy(() -> Hcl.parse("current_key = hunter2"))
        .isInstanceOf(HclSyntaxException.class)
        .hasMessageNotContaining("hunter2");
  }
}
