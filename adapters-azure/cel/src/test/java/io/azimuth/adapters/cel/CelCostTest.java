package io.azimuth.adapters.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionResult;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression never runs for long: neither when it is read nor when it is evaluated. */
class CelCostTest {

  private static final int MAX_LENGTH = 2048;

  /** Far above what any takes on a slow machine, and far below what a missing limit would take. */
  private static final Duration MUCH = Duration.ofMillis(500);

  private static final ExpressionSchema SCHEMA =
      new ExpressionSchema(
          Map.of(
              "claims",
              Map.of("sub", ExpressionType.TEXT, "groups", ExpressionType.TEXTS),
              "c",
              Map.of(
                  "g", ExpressionType.TEXTS,
                  "h", ExpressionType.TEXTS,
                  "t", ExpressionType.TEXT,
                  "u", ExpressionType.TEXT)));

  private static final ExpressionValues LARGEST = largest();

  private final CelLanguage language = new CelLanguage();

  @ParameterizedTest
  @MethodSource("costly")
  void theCostliestExpressionsEnd(String part, String between) {
    Expression expression = longest(part, between);
    for (int i = 0; i < 20; i++) {
      assertThat(expression.evaluate(LARGEST).kind()).isNotEqualTo(ExpressionResult.Kind.TRUE);
    }
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      assertThat(expression.evaluate(LARGEST).kind()).isNotEqualTo(ExpressionResult.Kind.TRUE);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    assertThat(best).isLessThan(MUCH);
  }

  static Stream<Arguments> costly() {
    String needle = "a".repeat(400) + "b";
    return Stream.of(
        Arguments.of("'x' in c.g", " || "),
        Arguments.of("c.g!=c.h", " && "),
        Arguments.of("c.t.matches('^(a|aa)*b$')", " || "),
        Arguments.of("c.t.matches('^.{0,60}.{0,60}b$')", " || "),
        Arguments.of("c.t.contains('" + needle + "')", " || "),
        Arguments.of("c.t.contains('" + "a".repeat(16) + "b')", " || "),
        Arguments.of("c.t in ['a','b','c']", " || "),
        Arguments.of("c.t!=c.u", " || "),
        Arguments.of("c.t.size()>99999", " || "));
  }

  /** The longest repetition that is still read. */
  private Expression longest(String part, String between) {
    int most = MAX_LENGTH / (part.length() + between.length());
    return IntStream.iterate(most, count -> count >= 1, count -> count - 1)
        .mapToObj(count -> language.read(chain(part, between, count), SCHEMA))
        .filter(Checked::isGood)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }

  private static String chain(String part, String between, int count) {
    return String.join(between, Collections.nCopies(count, part));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{1000}){1000}){1000}){1000})",
        "(((a{99}){99}){99})",
        "a{500}{500}",
        "(a{9}b{9}){9}|a{2,}{200}",
      })
  void aPatternThatGrowsIsRefusedAtOnce(String pattern) {
    Duration taken = Duration.ofDays(1);
    for (int i = 0; i < 10 && taken.compareTo(MUCH) >= 0; i++) {
      long start = System.nanoTime();
      Checked<Expression> read =
          language.read("c.t.matches('^" + pattern + "$') || c.t == ''", SCHEMA);
      taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(read.problems()).isNotEmpty();
    }
    assertThat(taken).isLessThan(MUCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "!", "[", "-", "c.t.", "c.t==''?", "has(", "{", "'", "c.g[", "a(", "."})
  void nestingEndsInARefusal(String part) {
    assertThat(language.read(chain(part, "", MAX_LENGTH / part.length()), SCHEMA).problems())
        .isNotEmpty();
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(language.read("(".repeat(500) + "c.t == ''" + ")".repeat(500), SCHEMA).problems())
        .isNotEmpty();
    assertThat(language.read("!".repeat(2000) + "(c.t == '')", SCHEMA).isGood()).isTrue();
    assertThat(language.read("c.t == ''" + " ? c.t == ''".repeat(100), SCHEMA).problems())
        .isNotEmpty();
  }

  @Test
  void tooManyPartsAreRefused() {
    String list = chain("'a'", ",", 310);

    assertThat(language.read("c.t in [" + list + "]", SCHEMA).problems()).isNotEmpty();
    assertThat(language.read("c.t in [" + chain("'a'", ",", 280) + "]", SCHEMA).isGood()).isTrue();
    assertThat(language.read("c.t == '" + "a".repeat(MAX_LENGTH) + "'", SCHEMA).problems())
        .isNotEmpty();
  }

  private static ExpressionValues largest() {
    String text = "a".repeat(ExpressionValues.MAX_TEXT);
    List<String> many =
        IntStream.range(0, ExpressionValues.MAX_ITEMS)
            .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
            .toList();
    return ExpressionValues.builder()
        .text(new ExpressionMember("c", "t"), Optional.of(text))
        .text(new ExpressionMember("c", "u"), Optional.of(new String(text)))
        .texts(new ExpressionMember("c", "g"), many)
        .texts(new ExpressionMember("c", "h"), many.stream().map(String::new).toList())
        .build();
  }
}
