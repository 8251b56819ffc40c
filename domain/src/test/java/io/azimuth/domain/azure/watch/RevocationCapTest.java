package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationCapTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, BELIEVED",
    "0, 5, BELIEVED",
    "0, 6, TOO_MANY_GONE",
    "20, 5, BELIEVED",
    "19, 6, TOO_MANY_GONE",
    "23, 6, TOO_MANY_GONE",
    "24, 6, BELIEVED",
    "23, 7, TOO_MANY_GONE",
    "800, 200, BELIEVED",
    "799, 201, TOO_MANY_GONE",
    "0, 0, ALL_WELL",
    "30, 0, ALL_WELL"
  })
  void fiveOrAFifthMayBeGoneAtOnce(int present, int gone, WatchVerdict expected) {
    assertThat(RevocationCap.judge(new MachineCounts(present, 0, 0, gone), 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 24, 6, TOO_MANY_GONE",
    "12, 12, 6, TOO_MANY_GONE",
    "0, 24, 5, TOO_MANY_UNANSWERED",
    "24, 7, 1, TOO_MANY_UNANSWERED",
    "29, 7, 1, BELIEVED",
    "0, 5, 1, BELIEVED",
    "0, 30, 0, ALL_WELL"
  })
  void machinesOfWhichNothingIsKnownSpeakForNobody(
      int present, int unanswered, int gone, WatchVerdict expected) {
    assertThat(RevocationCap.judge(new MachineCounts(present, unanswered, 0, gone), 0))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"24, 6, TOO_MANY_GONE", "5, 1, TOO_MANY_GONE", "4, 1, BELIEVED"})
  void machinesThatOneAnswerCallsGoneCountToo(int suspected, int gone, WatchVerdict expected) {
    assertThat(RevocationCap.judge(new MachineCounts(0, 0, suspected, gone), 0))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"25, 5, 0, BELIEVED", "25, 5, 2, TOO_MANY_GONE", "9, 1, 4, BELIEVED"})
  void thoseThatLostTheirTokensShortlyBeforeCountToo(
      int present, int gone, int lost, WatchVerdict expected) {
    assertThat(RevocationCap.judge(new MachineCounts(present, 0, 0, gone), lost))
        .isEqualTo(expected);
  }
}
