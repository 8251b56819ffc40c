package io.azimuth.adapters.storage.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaleEntriesTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final StaleEntries stale = new StaleEntries(PATIENCE);

  private static Entry told(String node, long revision) {
    return new Entry(Key.of("leader/member/" + node), new byte[0], revision);
  }

  @Test
  void whoseRecordDoesNotChangeIsGone() {
    assertThat(stale.among(List.of(told("a", 1), told("b", 2)), NOW)).isEmpty();
    assertThat(stale.among(List.of(told("a", 3), told("b", 2)), NOW.plusSeconds(44))).isEmpty();

    assertThat(stale.among(List.of(told("a", 3), told("b", 2)), NOW.plus(PATIENCE)))
        .containsExactly(told("b", 2));
  }

  @Test
  void whoComesBackIsThereAnew() {
    stale.among(List.of(told("a", 1)), NOW);
    stale.among(List.of(), NOW.plusSeconds(44));

    assertThat(stale.among(List.of(told("a", 1)), NOW.plusSeconds(46))).isEmpty();
  }

  @Test
  void aClockThatIsSetBackBeginsAnew() {
    stale.among(List.of(told("a", 1)), NOW);
    stale.among(List.of(told("a", 1)), NOW.minusSeconds(60));

    assertThat(stale.among(List.of(told("a", 1)), NOW.minusSeconds(16))).isEmpty();
    assertThat(stale.among(List.of(told("a", 1)), NOW.minusSeconds(15)))
        .containsExactly(told("a", 1));
  }

  @Test
  void aRevisionThatFallsIsAChange() {
    stale.among(List.of(told("a", 9)), NOW);

    assertThat(stale.among(List.of(told("a", 4)), NOW.plus(PATIENCE))).isEmpty();
  }
}
