package io.azimuth.spi.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final Field<String> NAME = Field.text("name", "");
  private static final Field<Integer> COUNT = Field.number("count", 7, "");
  private static final List<Field<?>> KNOWN = List.of(NAME, COUNT);

  @Test
  void whatIsNotSentHasItsDefaultAndIsNotPresent() {
    Fields fields = fields(Map.of(), Map.of());

    assertThat(fields.value(COUNT)).isEqualTo(7);
    assertThat(fields.present(COUNT)).isEmpty();
    assertThat(fields.sent(COUNT)).isEmpty();
  }

  @Test
  void nullIsPresentWithTheZeroOfItsType() {
    Fields fields = fields(Map.of("count", Value.NULL), Map.of());

    assertThat(fields.present(COUNT)).contains(0);
    assertThat(fields.value(COUNT)).isZero();
  }

  @Test
  void whatCannotBeConvertedIsRefusedBeforeAnybodyAsksForIt() {
    assertThatThrownBy(() -> fields(Map.of("count", "many"), Map.of()))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void unknownParametersAreNamedInOrderAsGoPrintsASlice() {
    assertThat(fields(Map.of("zz", 1, "aa", 2, "name", "n"), Map.of()).warnings())
        .containsExactly("Endpoint ignored these unrecognized parameters: [aa zz]");
  }

  @Test
  void whereAnythingMayBeSentNothingIsUnknown() {
    Value.Obj sent = Values.of(Map.of("zz", 1, "name", "n"));
    Fields fields = Fields.ofAny(KNOWN, sent, Map.of());

    assertThat(fields.warnings()).isEmpty();
    assertThat(fields.unknown()).isEmpty();
    assertThat(fields.parameters()).isEqualTo(sent);
    assertThat(fields.value(NAME)).isEqualTo("n");
  }

  @Test
  void capturesWinAndSayWhichParametersTheyReplaced() {
    Fields fields = fields(Map.of("name", "of the body"), Map.of("name", "of the path"));

    assertThat(fields.captured("name")).isEqualTo("of the path");
    assertThat(fields.value(NAME)).isEqualTo("of the path");
    assertThat(fields.warnings())
        .containsExactly(
            "Endpoint replaced the value of these parameters with the values captured from the"
                + " endpoint's path: [name]");
  }

  @Test
  void aParameterThatSaysTheSameAsThePathIsNotReplaced() {
    Fields fields = fields(Map.of("name", "same"), Map.of("name", "same"));

    assertThat(fields.value(NAME)).isEqualTo("same");
    assertThat(fields.warnings()).isEmpty();
  }

  @Test
  void aCaptureThatIsNoFieldIsNotUnknown() {
    assertThat(fields(Map.of(), Map.of("path", "x")).warnings()).isEmpty();
  }

  @Test
  void bothWarningsStandSideBySide() {
    assertThat(fields(Map.of("name", "a", "odd", 1), Map.of("name", "b")).warnings()).hasSize(2);
  }

  private static Fields fields(Map<String, ?> sent, Map<String, String> captures) {
    return Fields.of(KNOWN, Values.of(sent), captures);
  }
}
