package io.azimuth.domain.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HclJsonTest {

  private static final String NO_VALUE =
      "expected a value: a text in quotes, a number, true, false, [ or {";

  @Test
  void readsTheSameTreeAsHcl() {
    HclBody json = Hcl.parseJson("{\"a\": 1.50,\n \"b\": [true, \"\\/\\u00e9\\b\\f\"]}");
    assertThat(json.attribute("a").orElseThrow().value())
        .isEqualTo(new HclValue.Decimal("1.50", new Position(1, 7)));
    HclItem.Attribute list = json.attribute("b").orElseThrow();
    assertThat(list.position()).isEqualTo(new Position(2, 2));
    assertThat(((HclValue.Items) list.value()).values())
        .containsExactly(
            new HclValue.Bool(true, new Position(2, 8)),
            new HclValue.Text("/é\b\f", new Position(2, 14)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"p\":{\"a\":{\"k\":1},\"b\":{}}}",
        "{\"p\":[{\"a\":{\"k\":1}},{\"b\":{}}]}",
        "{\"p\":[{\"a\":[{\"k\":1}],\"b\":{}}]}"
      })
  void takesObjectsAndListsForLabelledBlocks(String json) {
    assertThat(Hcl.parseJson(json).labelled("p"))
        .extracting(block -> block.labels().get(0))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " \n\t{ } \r\n", "{\"a\":[]}", "{\"a\":{}}"})
  void readsEmptyThings(String json) {
    assertThat(Hcl.parseJson(json).items()).hasSizeLessThan(2);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("", 1, 1, "expected { at the beginning of the JSON text"),
        arguments("[]", 1, 1, "expected { at the beginning of the JSON text"),
        arguments("{} {}", 1, 4, "something follows the end of the JSON text"),
        arguments("{}\n# c", 2, 1, "something follows the end of the JSON text"),
        arguments("{", 1, 2, "expected the name of a member in quotes"),
        arguments("{a:1}", 1, 2, "expected the name of a member in quotes"),
        arguments("{\"a\":1,}", 1, 8, "expected the name of a member in quotes"),
        arguments("{\"a\"=1}", 1, 5, "expected : after \"a\""),
        arguments("{\"a\":1 \"b\":2}", 1, 8, "expected , or }"),
        arguments("{\"a\":1", 1, 1, "the object is not closed"),
        arguments("{\"a\":[1", 1, 6, "the list is not closed"),
        arguments("{\"a\":[1,]}", 1, 9, NO_VALUE),
        arguments("{\"a\":[1 2]}", 1, 9, "expected , or ]"),
        arguments("{\"a\":1,\"a\":2}", 1, 8, "\"a\" was already set on line 1"),
        arguments("{\"a\":1,\"\\u0061\":2}", 1, 8, "\"a\" was already set on line 1"),
        arguments("{\"a\":null}", 1, 6, "null is not taken here; leave the member out"),
        arguments("{\"a\":nul}", 1, 6, NO_VALUE),
        arguments("{\"a\":NaN}", 1, 6, NO_VALUE),
        arguments("{\"a\":01}", 1, 6, "a number must not begin with a zero"),
        arguments("{\"a\":\"\\x41\"}", 1, 7, "unknown escape after \\"),
        arguments("{\"a\":\"\\U00000041\"}", 1, 7, "unknown escape after \\"),
        arguments(
            "{\"a\":\"\\ud800\"}",
            1,
            7,
            "the escape stands for a control character or half of a surrogate pair"),
        arguments("{\"a\":\"\t\"}", 1, 7, "a tab in a JSON text must be written \\t"),
        arguments("{\"a\":\"\n\"}", 1, 6, "the text is not closed on its line"),
        arguments("{\"a\":<<X\nX\n}", 1, 6, NO_VALUE),
        arguments("{/**/}", 1, 2, "expected the name of a member in quotes"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesAndSaysWhereAndWhy(String json, int line, int column, String sentence) {
    assertThatThrownBy(() -> Hcl.parseJson(json))
        .isInstanceOfSatisfying(
            HclSyntaxException.class,
            e -> {
              assertThat(e.sentence()).isEqualTo(sentence);
              assertThat(e.position()).isEqualTo(new Position(line, column));
            });
  }

  @Test
  void recognisesJsonByItsFirstCharacter() {
    assertThat(Hcl.looksLikeJson(" \r\n\t{")).isTrue();
    assertThat(Hcl.looksLikeJson("# {")).isFalse();
    assertThat(Hcl.looksLikeJson("")).isFalse();
  }
}
