package io.azimuth.adapters.storage.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Presence presence = new Presence(PATIENCE);

  private static Entry told(String node, long revision) {
    return new Entry(Key.of("leader/member/" + node), new byte[0], revision);
  }

  @Test
  void whoseRecordDoesNotChangeIsGone() {
    assertThat(presence.gone(List.of(told("a", 1), told("b", 2)), NOW)).isEmpty();
    assertThat(presence.gone(List.of(told("a", 3), told("b", 2)), NOW.plusSeconds(44))).isEmpty();

    assertThat(presence.gone(List.of(told("a", 3), told("b", 2)), NOW.plus(PATIENCE)))
        .containsExactly(told("b", 2));
  }

  @Test
  void whoComesBackIsThereAnew() {
    presence.gone(List.of(told("a", 1)), NOW);
    presence.gone(List.of(), NOW.plusSeconds(44));

    assertThat(presence.gone(List.of(told("a", 1)), NOW.plusSeconds(46))).isEmpty();
  }

  @Test
  void aRevisionThatFallsIsAChange() {
    presence.gone(List.of(told("a", 9)), NOW);

    assertThat(presence.gone(List.of(told("a", 4)), NOW.plus(PATIENCE))).isEmpty();
  }
}
