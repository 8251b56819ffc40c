package io.azimuth.application.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredInstantTest {

  @Test
  void readsWhatWasWritten() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      int nanos =
          switch (i % 4) {
            case 0 -> 0;
            case 1 -> random.nextInt(1_000) * 1_000_000;
            case 2 -> random.nextInt(1_000_000) * 1_000;
            default -> random.nextInt(1_000_000_000);
          };
      Instant instant = Instant.ofEpochSecond(second, nanos);

      assertThat(StoredInstant.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0001-01-01T00:00:00Z",
        "+12026-11-28T12:00:00Z",
        "2024-02-29T23:59:59.999999999Z",
        "2026-11-28T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-28T12:00:00.1Z",
        "2026-11-28t12:00:00z"
      })
  void readsRareFormsAsTheJdkDoes(String text) {
    assertThat(StoredInstant.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-28",
        "2026-11-28T12:00:00",
        "2026-11-28T12:00:00,5Z",
        "2026-11-28T12:00:00.1234567890Z",
        "2026-02-30T12:00:00Z",
        "2026-11-28T12:61:00Z",
        "2026-11-28T12:00:61Z",
        "2026-11-28T1a:00:00Z",
        "2026-11-28 12:00:00Z"
      })
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> StoredInstant.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
