package io.azimuth.bootstrap.plugin.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerLimitsTest {

  private static final String TOO_DEEP = "deeper than 64";
  private static final String TOO_LONG = "longer than 16 MiB";

  private static Value.Obj deep(int levels) {
    Value inner = Value.of("x");
    for (int i = 1; i < levels; i++) {
      inner =
          i % 2 == 0
              ? new Value.Items(List.of(inner))
              : Value.Obj.builder().put("a", inner).build();
    }
    return Value.Obj.builder().put("a", inner).build();
  }

  private static Value.Obj text(String text) {
    return Value.Obj.builder().put("a", text).build();
  }

  private static Answer refused(Value.Obj data) {
    return new Answer.Refused(Refusal.of(ErrorCategory.INVALID_REQUEST, "no").with(data));
  }

  private static List<Answer> allWith(Value.Obj data) {
    return List.of(
        Answer.data(data),
        new Answer.NotFound(data),
        new Answer.Raw(data, Answer.State.NORMAL),
        refused(data));
  }

  @Test
  void anAnswerIsAsDeepAsARequestMayBe() {
    assertThat(allWith(deep(64))).allSatisfy(it -> assertThat(AnswerLimits.problem(it)).isEmpty());
    assertThat(allWith(deep(65)))
        .allSatisfy(it -> assertThat(AnswerLimits.problem(it)).contains(TOO_DEEP));
    assertThat(AnswerLimits.problem(Answer.data(deep(1_000_000)))).contains(TOO_DEEP);
  }

  @Test
  void anAnswerIsNotVeryLong() {
    int most = (int) AnswerLimits.BYTES;
    assertThat(allWith(text("x".repeat(most - 100))))
        .allSatisfy(it -> assertThat(AnswerLimits.problem(it)).isEmpty());
    List<Value.Obj> tooLong =
        List.of(
            text("x".repeat(most)),
            text("é".repeat(most / 2)),
            text("\u0001".repeat(most / 6)),
            Value.Obj.builder().put("x".repeat(most), "a").build(),
            Value.Obj.builder().put("a", new Value.Num("7".repeat(most))).build());
    for (Value.Obj data : tooLong) {
      assertThat(allWith(data))
          .allSatisfy(it -> assertThat(AnswerLimits.problem(it)).contains(TOO_LONG));
    }
  }

  @Test
  void manySmallValuesAreLongTogether() {
    Value small = Value.of(true);
    Value.Items many = new Value.Items(java.util.Collections.nCopies(5_000_000, small));

    assertThat(AnswerLimits.problem(Answer.data(Value.Obj.builder().put("a", many).build())))
        .contains(TOO_LONG);
  }

  @Test
  void sentencesCountToo() {
    String half = "x".repeat((int) AnswerLimits.BYTES / 2 + 1);
    List<String> sentences = List.of(half, half);

    assertThat(AnswerLimits.problem(new Answer.Accepted(sentences))).contains(TOO_LONG);
    assertThat(
            AnswerLimits.problem(
                new Answer.Envelope(Optional.empty(), Optional.empty(), sentences)))
        .contains(TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth", "Auth", "wrap_info", "WRAP_INFO"})
  void anAnswerWithoutEnvelopeForgesNoToken(String name) {
    Value.Obj token = Value.Obj.builder().put("client_token", "azs.fake").build();
    Value.Obj forged = new Value.Obj(Map.of(name, token));

    assertThat(AnswerLimits.problem(new Answer.Raw(forged, Answer.State.NORMAL)))
        .contains("with a member that the server alone gives, such as auth");
    assertThat(AnswerLimits.problem(Answer.data(forged))).as("inside of data").isEmpty();
    Value.Obj nothing = new Value.Obj(Map.of(name, Value.NULL));
    assertThat(AnswerLimits.problem(new Answer.Raw(nothing, Answer.State.NORMAL))).isEmpty();
  }
}
