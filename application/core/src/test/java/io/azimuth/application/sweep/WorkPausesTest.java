package io.azimuth.application.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkPausesTest {

  private final AtomicLong time = new AtomicLong(1_000);
  private final List<Long> slept = new ArrayList<>();
  private final WorkPauses pauses =
      new WorkPauses(
          time::get,
          nanos -> {
            slept.add(nanos);
            time.addAndGet(nanos);
          });

  @Test
  void aBreakTakesAsLongAsTheWorkBeforeIt() {
    time.addAndGet(400);
    pauses.take();
    time.addAndGet(70);
    pauses.take();

    assertThat(slept).containsExactly(400L, 70L);
  }

  @Test
  void noWorkNeedsNoBreak() {
    pauses.take();

    assertThat(slept).containsExactly(0L);
  }

  @Test
  void aProcessThatWasStoppedForAnHourDoesNotRestForAnother() {
    time.addAndGet(3_600_000_000_000L);
    pauses.take();

    assertThat(slept).containsExactly(1_000_000_000L);
  }
}
