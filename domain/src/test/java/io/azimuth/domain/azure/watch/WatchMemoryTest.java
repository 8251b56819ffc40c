package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchMemoryTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final MachineCounts WELL = new MachineCounts(30, 0, 0, 0);
  private static final MachineCounts FIVE_GONE = new MachineCounts(25, 0, 0, 5);
  private static final MachineCounts ALL_GONE = new MachineCounts(0, 0, 0, 30);

  private static Instant minute(long minutes) {
    return START.plusSeconds(minutes * 60);
  }

  @Test
  void whatWasRevokedWithinTheHourCounts() {
    WatchMemory memory = WatchMemory.NONE.after(FIVE_GONE, minute(0));

    assertThat(memory.losses()).containsExactly(new WatchMemory.Loss(minute(0), 5));
    assertThat(memory.judge(FIVE_GONE, minute(59))).isEqualTo(WatchVerdict.TOO_MANY_GONE);
    assertThat(memory.judge(FIVE_GONE, minute(60))).isEqualTo(WatchVerdict.BELIEVED);
    assertThat(memory.after(WELL, minute(60))).isEqualTo(WatchMemory.NONE);
  }

  @Test
  void whatWasNotRevokedAfterAllDoesNotCount() {
    WatchMemory memory = WatchMemory.NONE.after(FIVE_GONE, minute(0));

    assertThat(memory.corrected(minute(0), 1).judge(FIVE_GONE, minute(5)))
        .isEqualTo(WatchVerdict.BELIEVED);
    assertThat(memory.corrected(minute(0), 0)).isEqualTo(WatchMemory.NONE);
    assertThat(memory.corrected(minute(1), 0)).isEqualTo(memory);
  }

  @Test
  void afterTooManyNothingIsBelievedForAnHour() {
    WatchMemory memory = WatchMemory.NONE.after(ALL_GONE, minute(0));
    assertThat(memory.losses()).isEmpty();

    assertThat(memory.judge(FIVE_GONE, minute(5))).isEqualTo(WatchVerdict.IN_DOUBT);
    memory = memory.after(FIVE_GONE, minute(5));
    assertThat(memory.losses()).isEmpty();
    assertThat(memory.judge(FIVE_GONE, minute(59))).isEqualTo(WatchVerdict.IN_DOUBT);
    assertThat(memory.judge(WELL, minute(59))).isEqualTo(WatchVerdict.ALL_WELL);
    assertThat(memory.judge(FIVE_GONE, minute(60))).isEqualTo(WatchVerdict.BELIEVED);
    assertThat(memory.after(FIVE_GONE, minute(60)).doubt()).isEmpty();
  }

  @Test
  void afterTooManyAnotherRoundMustFindItOtherwiseFirst() {
    WatchMemory memory = WatchMemory.NONE.after(ALL_GONE, minute(0));

    assertThat(memory.judge(FIVE_GONE, minute(300))).isEqualTo(WatchVerdict.IN_DOUBT);
    WatchMemory silent = memory.after(new MachineCounts(0, 30, 0, 0), minute(300));
    assertThat(silent.judge(FIVE_GONE, minute(305))).isEqualTo(WatchVerdict.IN_DOUBT);
    WatchMemory calm = memory.after(FIVE_GONE, minute(300));
    assertThat(calm.judge(FIVE_GONE, minute(305))).isEqualTo(WatchVerdict.BELIEVED);
  }

  @Test
  void tooManyAgainBeginsTheHourAnew() {
    WatchMemory memory =
        WatchMemory.NONE
            .after(ALL_GONE, minute(0))
            .after(WELL, minute(5))
            .after(new MachineCounts(0, 24, 0, 1), minute(30))
            .after(WELL, minute(35));

    assertThat(memory.judge(FIVE_GONE, minute(89))).isEqualTo(WatchVerdict.IN_DOUBT);
    assertThat(memory.judge(FIVE_GONE, minute(90))).isEqualTo(WatchVerdict.BELIEVED);
  }

  @Test
  void whatAClockThatWasAheadWroteEnds() {
    WatchMemory memory =
        new WatchMemory(
            List.of(new WatchMemory.Loss(minute(10_000), 5)),
            WatchMemory.NONE.after(ALL_GONE, minute(10_000)).doubt());

    assertThat(memory.judge(FIVE_GONE, minute(0))).isEqualTo(WatchVerdict.TOO_MANY_GONE);
    WatchMemory later = memory.after(WELL, minute(0));
    assertThat(later.judge(FIVE_GONE, minute(60))).isEqualTo(WatchVerdict.BELIEVED);
  }
}
