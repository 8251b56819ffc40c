package io.azimuth.adapters.storage.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.metrics.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreClockTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  private final StoreClock clock = new StoreClock();

  @Test
  void saysNothingBeforeTheStoreToldTheTime() {
    clock.compared(Optional.empty(), NOW);

    assertThat(clock.offset()).isEmpty();
    assertThat(clock.measure()).isEmpty();
  }

  @Test
  void measuresWhatWasFoundLast() {
    clock.compared(Optional.of(Duration.ofMinutes(10)), NOW);
    clock.compared(Optional.of(Duration.ofMillis(-1_250)), NOW.plusSeconds(1));

    List<Measurement> measured = clock.measure();

    assertThat(clock.offset()).contains(Duration.ofMillis(-1_250));
    assertThat(measured)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.name()).isEqualTo("azimuth_clock_offset_seconds");
              assertThat(it.labels()).isEqualTo(Map.of("source", "database"));
              assertThat(it.value()).isEqualTo(-1.25);
            });
  }
}
