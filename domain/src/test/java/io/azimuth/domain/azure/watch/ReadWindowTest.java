package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadWindowTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void thirtyReadsAMinuteAreAdmitted() {
    ReadWindow almost = ReadWindow.EMPTY.begun(29, START);

    assertThat(almost.admits(1, START)).isTrue();
    assertThat(almost.admits(2, START)).isFalse();
    ReadWindow full = almost.begun(1, after(30));
    assertThat(full.admits(1, after(59))).isFalse();
    assertThat(full.admits(29, after(60))).isTrue();
    assertThat(full.admits(30, after(60))).as("one was 30 s ago").isFalse();
    assertThat(full.admits(30, after(90))).isTrue();
  }

  @Test
  void whatAListDidNotNeedIsGivenBackAndWhatItNeededMoreCounts() {
    ReadWindow window = ReadWindow.EMPTY.begun(5, START).begun(20, after(1));

    assertThat(window.corrected(20, 3, after(1)).admits(22, after(2))).isTrue();
    assertThat(window.corrected(20, 3, after(1)).admits(23, after(2))).isFalse();
    assertThat(window.corrected(20, 24, after(1)).admits(1, after(2))).isTrue();
    assertThat(window.corrected(20, 24, after(1)).admits(2, after(2))).isFalse();
  }

  @Test
  void whatCountsNoMoreIsNotGivenBackTwice() {
    ReadWindow window =
        ReadWindow.EMPTY.begun(20, START).begun(10, after(70)).corrected(20, 3, START);

    assertThat(window.admits(20, after(70))).isTrue();
    assertThat(window.admits(21, after(70))).isFalse();
  }

  @Test
  void aClockThatIsSetBackMakesEarlierReadsCountNoMore() {
    assertThat(ReadWindow.EMPTY.begun(30, START).admits(30, after(-1))).isTrue();
  }
}
