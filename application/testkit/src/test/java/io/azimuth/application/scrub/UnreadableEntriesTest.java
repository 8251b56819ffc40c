package io.azimuth.application.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Key;
import org.junit.jupiter.api.Test;

class UnreadableEntriesTest {

  private final UnreadableEntries entries = new UnreadableEntries();

  @Test
  void namesAFewAndCountsAll() {
    entries.add(Key.of("a/1"));
    assertThat(entries.sentence()).isEqualTo("1 entry of the store cannot be read: a/1");
    entries.add(Key.of("b/2"));
    assertThat(entries.sentence()).isEqualTo("2 entries of the store cannot be read: a/1, b/2");
    for (int i = 3; i < 10; i++) {
      entries.add(Key.of("c/" + i));
    }
    assertThat(entries.sentence())
        .isEqualTo("9 entries of the store cannot be read; the first are a/1, b/2, c/3, c/4, c/5");
    assertThat(entries.count()).isEqualTo(9);
  }

  @Test
  void aDamagedKeyCannotForgeALine() {
    entries.add(Key.of("a\nERROR forged\u0085"));
    assertThat(entries.sentence()).endsWith("a\\nERROR forged\\u0085");
  }
}
