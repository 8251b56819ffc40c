package io.azimuth.spi.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

  private static final Field<String> TEXT = Field.text("x", "a text");
  private static final Field<Integer> NUMBER = Field.number("x", 7, "a number");
  private static final Field<Boolean> FLAG = Field.flag("x", true, "a flag");
  private static final Field<List<String>> LIST = Field.commaList("x", "a list");
  private static final Field<Duration> DURATION =
      Field.duration("x", Duration.ofSeconds(9), "a duration");
  private static final Field<Duration> SIGNED =
      Field.signedDuration("x", Duration.ZERO, "a duration of either sign");
  private static final Field<Map<String, String>> PAIRS = Field.pairs("x", "pairs");
  private static final Field<Value.Obj> OBJECT = Field.object("x", "an object");

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "True", "1", "t", "T"})
  void theseTextsAreTrue(String text) {
    assertThat(FLAG.convert(Value.of(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "FALSE", "False", "0", "f", "F"})
  void theseTextsAreFalse(String text) {
    assertThat(FLAG.convert(Value.of(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "2", " true", "tRUE", "ţ"})
  void otherTextsAreNoFlag(String text) {
    assertRefused(FLAG, Value.of(text), "true or false is expected");
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "0.0, false",
    "-0, false",
    "0e5, false",
    "1, true",
    "-3, true",
    "0.01, true",
    "1e999999999, true",
    "1e99999999999999999999, true",
    "0e999999999999, false",
    "1E-5, true"
  })
  void aNumberIsTrueUnlessItIsZero(String literal, boolean expected) {
    assertThat(FLAG.convert(new Value.Num(literal))).isEqualTo(expected);
  }

  @Test
  @Timeout(60) // to read all digits would take many minutes
  void aNumberOfThirtyMillionDigitsCostsNothing() {
    Value huge = new Value.Num("9".repeat(30_000_000));

    assertThat(FLAG.convert(huge)).isTrue();
    assertRefused(NUMBER, huge, "a whole number is expected");
    assertRefused(DURATION, huge, "a duration is expected, such as 90, 30m, 1h30m or 2d");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "-42, -42",
    "+5, 5",
    "2147483647, 2147483647",
    "-2147483648, -2147483648",
    "' 12 ', 12",
    "'', 0"
  })
  void wholeNumbersComeAsNumberOrText(String text, int expected) {
    assertThat(NUMBER.convert(Value.of(text))).isEqualTo(expected);
    assertThat(NUMBER.convert(Value.of((long) expected))).isEqualTo(expected);
  }

  @Test
  void flagsAreZeroAndOne() {
    assertThat(NUMBER.convert(Value.of(true))).isEqualTo(1);
    assertThat(NUMBER.convert(Value.of(false))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-2147483649", "999999999999999999"})
  void numbersBeyondThirtyTwoBitsAreRefused(String literal) {
    assertRefused(NUMBER, new Value.Num(literal), "the number is out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e3", "1e999999999", "1e-999999999", "9999999999999999999"})
  @Timeout(60)
  void whatIsNotWrittenAsAWholeNumberIsRefusedAndNeverExpanded(String literal) {
    assertRefused(NUMBER, new Value.Num(literal), "a whole number is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "12a"})
  void aTextThatIsNoNumberIsRefused(String text) {
    assertRefused(NUMBER, Value.of(text), "a whole number is expected");
  }

  @Test
  void numbersAndFlagsAreTextsAsWritten() {
    assertThat(TEXT.convert(new Value.Num("1.50e3"))).isEqualTo("1.50e3");
    assertThat(TEXT.convert(Value.of(true))).isEqualTo("true");
    assertThat(TEXT.convert(Value.of(" as it is "))).isEqualTo(" as it is ");
  }

  @Test
  void listsAndObjectsAreNoTexts() {
    assertRefused(TEXT, Value.of(List.of("a")), "a text is expected");
    assertRefused(TEXT, Value.Obj.EMPTY, "a text is expected");
  }

  @Test
  void aTextIsSplitAtCommasTrimmedAndWithoutEmptyParts() {
    assertThat(LIST.convert(Value.of(" a, b ,,c,"))).containsExactly("a", "b", "c");
    assertThat(LIST.convert(Value.of(""))).isEmpty();
  }

  @Test
  void elementsOfAListAreTrimmedAndNotSplit() {
    Value list = Values.of(Map.of("l", List.of(" a ", "b,c", 5, true, ""))).members().get("l");

    assertThat(LIST.convert(list)).containsExactly("a", "b,c", "5", "true");
    assertThat(LIST.convert(new Value.Num("12"))).containsExactly("12");
  }

  @Test
  void aListInAListIsRefused() {
    Value nested = new Value.Items(List.of(Value.of(List.of("a"))));

    assertRefused(LIST, nested, "a text is expected");
    assertRefused(LIST, Value.Obj.EMPTY, "a text is expected");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "0, 0",
    "90, 90",
    "1h30m, 5400",
    "1.5h, 5400",
    "2d, 172800",
    "1999ms, 1",
    "10s, 10",
    "1m, 60",
    "1000000us, 1"
  })
  void durationsAreSecondsDaysOrGosForm(String text, long seconds) {
    assertThat(DURATION.convert(Value.of(text))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void aNumberIsSeconds() {
    assertThat(DURATION.convert(new Value.Num("3600"))).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1d2h", "1w", "h", "-", "9223372037s", "1e3", "1e999999999"})
  @Timeout(60)
  void otherFormsAreNoDuration(String text) {
    String expectation = "a duration is expected, such as 90, 30m, 1h30m or 2d";
    assertRefused(DURATION, Value.of(text), expectation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e3", "1e999999999"})
  @Timeout(10)
  void otherNumbersAreNoDuration(String literal) {
    assertRefused(
        DURATION, new Value.Num(literal), "a duration is expected, such as 90, 30m, 1h30m or 2d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1ns", "999ms", "0.9s"})
  void aDurationBelowASecondIsRefused(String text) {
    assertRefused(DURATION, Value.of(text), "a duration is 0 or at least one second");
    assertRefused(SIGNED, Value.of("-" + text), "a duration is 0 or at least one second");
  }

  @Test
  void onlySignedDurationsMayBeNegative() {
    assertThat(SIGNED.convert(Value.of("-90"))).isEqualTo(Duration.ofSeconds(-90));
    assertRefused(DURATION, Value.of("-90"), "a duration cannot be negative");
    assertRefused(DURATION, Value.of("-1h"), "a duration cannot be negative");
  }

  @Test
  void pairsComeAsObjectOrListOfAssignments() {
    assertThat(PAIRS.convert(Values.of(Map.of("a", 1)))).isEqualTo(Map.of("a", "1"));
    assertThat(PAIRS.convert(Value.of(List.of("a=1", "b=x=y", "c="))))
        .isEqualTo(Map.of("a", "1", "b", "x=y", "c", ""));
  }

  @Test
  void aPairWithoutNameIsRefused() {
    assertRefused(PAIRS, Value.of(List.of("=1")), "key=value is expected");
    assertRefused(PAIRS, Value.of("plain"), "key=value is expected");
    assertRefused(PAIRS, Values.of(Map.of("a", List.of())), "a text is expected");
    Value.Obj nothing = new Value.Obj(Map.of("a", Value.NULL));
    assertRefused(PAIRS, nothing, "a value for each key is expected, not null");
  }

  @Test
  void aNameThatIsGivenTwiceIsRefused() {
    assertRefused(PAIRS, Value.of(List.of("env=a", "env=b")), "each key is expected once");
    assertRefused(PAIRS, Value.of("env=a,env=a"), "each key is expected once");
  }

  @Test
  void anObjectStaysAsItIs() {
    Value.Obj object = Values.of(Map.of("a", Map.of("b", 1)));

    assertThat(OBJECT.convert(object)).isEqualTo(object);
    assertRefused(OBJECT, Value.of("{}"), "an object is expected");
  }

  @ParameterizedTest
  @CsvSource({"897.3, 897.3", "5, 5", "-0.5, -0.5", "1e3, 1000", "'', 0"})
  void decimalsComeAsNumberOrText(String text, double expected) {
    Field<Double> decimal = Field.decimal("x", 7, "a number");

    assertThat(decimal.convert(Value.of(text))).isEqualTo(expected);
    if (!text.isEmpty()) {
      assertThat(decimal.convert(new Value.Num(text))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1e9999", "1.", "1f", ".5", "1,5"})
  void otherTextsAreNoDecimal(String text) {
    assertRefused(Field.decimal("x", 7, "a number"), Value.of(text), "a number is expected");
  }

  @Test
  void nullIsTheZeroOfEachType() {
    assertThat(TEXT.convert(Value.NULL)).isEmpty();
    assertThat(NUMBER.convert(Value.NULL)).isZero();
    assertThat(FLAG.convert(Value.NULL)).isFalse();
    assertThat(LIST.convert(Value.NULL)).isEmpty();
    assertThat(DURATION.convert(Value.NULL)).isZero();
    assertThat(SIGNED.convert(Value.NULL)).isZero();
    assertThat(PAIRS.convert(Value.NULL)).isEmpty();
    assertThat(OBJECT.convert(Value.NULL)).isEqualTo(Value.Obj.EMPTY);
  }

  @Test
  void aRefusedFieldTakesOnlyWhatItIsWhenAbsent() {
    Field<Integer> later = Field.number("later", 3, "not built").refused("use sooner");

    assertThat(later.convert(new Value.Num("3"))).isEqualTo(3);
    for (Value sent : List.of(new Value.Num("4"), Value.Obj.EMPTY)) {
      assertThatThrownBy(() -> later.convert(sent))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e ->
                  assertThat(e.refusal().errors())
                      .containsExactly("later is not supported yet: use sooner"));
    }
  }

  @Test
  void emptyFormsOfARefusedFieldAreTaken() {
    assertThat(Field.pairs("later", "").refused("no").convert(Value.NULL)).isEmpty();
    assertThat(Field.commaList("later", "").refused("no").convert(Value.of(""))).isEmpty();
    assertThat(Field.object("later", "").refused("no").convert(Value.Obj.EMPTY).members())
        .isEmpty();
  }

  @Test
  void aValueIsShownAsItCanBeSent() {
    assertThat(TEXT.toValue("a")).isEqualTo(Value.of("a"));
    assertThat(FLAG.toValue(true)).isEqualTo(Value.of(true));
    assertThat(SIGNED.toValue(Duration.ofMinutes(-1))).isEqualTo(Value.of(-60));
    assertThat(LIST.toValue(List.of("a,b"))).isEqualTo(Value.of(List.of("a,b")));
    assertThat(PAIRS.toValue(Map.of("k", "v"))).isEqualTo(Values.of(Map.of("k", "v")));
    assertThat(OBJECT.toValue(Value.Obj.EMPTY)).isEqualTo(Value.Obj.EMPTY);
    assertThat(Field.number("x", 0, "").toValue(7)).isEqualTo(new Value.Num("7"));
    assertThat(Field.decimal("x", 0, "").toValue(0.5)).isEqualTo(new Value.Num("0.5"));
    assertThat(Field.numbers("x", "").toValue(List.of(1, 2)))
        .isEqualTo(new Value.Items(List.of(Value.of(1), Value.of(2))));
  }

  @Test
  void anOldNameHasTheTypeAndTheDefaultOfThePresentOne() {
    Field<Integer> old = Field.number("uses", 3, "how often").formerly("num_uses");

    assertThat(old.name()).isEqualTo("num_uses");
    assertThat(old.presentName()).contains("uses");
    assertThat(old.help()).isEqualTo("the old name of uses");
    assertThat(old.type()).isEqualTo(FieldType.NUMBER);
    assertThat(old.absent()).isEqualTo(3);
  }

  private static void assertRefused(Field<?> field, Value sent, String expectation) {
    assertThatThrownBy(() -> field.convert(sent))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.refusal().category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
              // This is the whole message; the value that was sent is not in it.
              assertThat(e.refusal().errors())
                  .containsExactly(
                      "Field validation failed: error converting input for field \"x\": "
                          + expectation);
            });
  }
}
