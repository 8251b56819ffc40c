package io.azimuth.bootstrap.plugin.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionLimitsTest {

  private static final AnswerField LEAF = AnswerField.text("leaf", "a leaf\nof two lines");

  private static Route.Builder route() {
    return Route.on(Operation.WRITE, "a/:name").access(Access.AUTHORIZED);
  }

  private static List<Route> made(Route.Builder route) {
    return List.of(route.handle(call -> new Answer.Empty()));
  }

  private static List<Route> answering(AnswerField member) {
    return made(route().answers(AnswerSchema.data(member)));
  }

  /** Members around a leaf. */
  private static AnswerField nested(int depth, boolean twice) {
    AnswerField member = LEAF;
    for (int i = 1; i < depth; i++) {
      member =
          twice ? AnswerField.object("m", "", member, member) : AnswerField.object("m", "", member);
    }
    return member;
  }

  @Test
  void answersHaveADepth() {
    assertThat(DescriptionLimits.problem("", answering(nested(16, false)))).isEmpty();
    assertThat(DescriptionLimits.problem("", answering(nested(17, false))))
        .contains("describes an answer deeper than 16");
    assertThat(DescriptionLimits.problem("", answering(nested(100_000, false)))).isPresent();
  }

  @Test
  void membersThatAreManyTogetherAreCountedToTheirLimit() {
    assertThat(DescriptionLimits.problem("", answering(nested(16, true))))
        .contains("describes more than 10000 routes, parameters and members of answers");
    List<Route> many = Collections.nCopies(10_001, made(route()).get(0));
    assertThat(DescriptionLimits.problem("", many)).isPresent();
  }

  @Test
  void textsHaveALengthEachAndTogether() {
    String longest = "x".repeat(4_096);
    assertThat(DescriptionLimits.problem(longest, List.of())).isEmpty();
    assertThat(DescriptionLimits.problem(longest + "x", List.of()))
        .contains("describes itself in too many words");
    List<AnswerField> all = Collections.nCopies(257, AnswerField.text("a", longest));
    assertThat(DescriptionLimits.problem("", made(route().answers(AnswerSchema.data(all)))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "a\rb", "a\u0000b", "\u009b31m", "a\u0008b"})
  void noTextHasAControlCharacter(String text) {
    List<List<Route>> all =
        List.of(
            made(route().summary(text)),
            made(route().captures("name", text)),
            made(route().fields(Field.text("a", text))),
            made(route().fields(Field.text(text, "a"))),
            made(route().fields(Field.text("a", "a").refused(text))),
            answering(AnswerField.text("a", text)),
            answering(AnswerField.object("a", "a", AnswerField.text(text, "a"))));

    assertThat(DescriptionLimits.problem(text, List.of())).isPresent();
    assertThat(all)
        .allSatisfy(
            routes ->
                assertThat(DescriptionLimits.problem("", routes))
                    .contains("has a control character in a description"));
  }

  @Test
  void linesOfTextBlocksAndOfFilesOfWindowsMayBeDescriptions() {
    assertThat(DescriptionLimits.problem("a\r\nb\n\tc", List.of())).isEmpty();
  }
}
