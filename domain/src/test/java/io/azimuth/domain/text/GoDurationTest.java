package io.azimuth.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "'', PT0S",
    "0, PT0S",
    "90, PT1M30S",
    "-90, PT-1M-30S",
    "+5, PT5S",
    "007, PT7S",
    "3d, PT72H",
    "-1d, PT-24H",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5m, PT30S",
    "1.s, PT1S",
    "-2m3s, PT-2M-3S",
    "1h1h, PT2H",
    "500ms, PT0.5S",
    "1us, PT0.000001S",
    "1\u00b5s, PT0.000001S",
    "1\u03bcs, PT0.000001S",
    "7ns, PT0.000000007S",
    "1.9ns, PT0.000000001S",
    "9223372036, PT9223372036S",
    "106751d, PT2562024H",
    "0s, PT0S"
  })
  void readsDurations(String text, Duration expected) {
    assertThat(GoDuration.parse(text).value()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, missing unit in duration",
    "1h5, missing unit in duration",
    "1x, unknown unit in duration",
    "1H, unknown unit in duration",
    "1h1d, unknown unit in duration",
    "1.5d, unknown unit in duration",
    "1day, unknown unit in duration",
    "1e3, unknown unit in duration",
    "h, invalid duration",
    ".h, invalid duration",
    "-, invalid duration",
    "--1s, invalid duration",
    "abc, invalid duration",
    "' 1s', invalid duration",
    "'1s ', unknown unit in duration",
    "'1 s', unknown unit in duration",
    "'5 ', unknown unit in duration",
    "9223372037, duration out of range",
    "-9223372037, duration out of range",
    "106752d, duration out of range",
    "2562048h, duration out of range",
    "99999999999999999999999999999999, duration out of range",
    "\uff11\uff12s, invalid duration"
  })
  void saysWhatIsWrong(String text, String problem) {
    assertThat(GoDuration.parse(text).problems()).containsExactly(problem);
  }

  @Test
  void refusesAnEndlessText() {
    assertThat(GoDuration.parse("1".repeat(1_000_000)).problems())
        .containsExactly("invalid duration");
  }

  @Test
  void cutsToWholeSeconds() {
    assertThat(GoDuration.parseSeconds("1.9s").value()).contains(Duration.ofSeconds(1));
    assertThat(GoDuration.parseSeconds("1s").value()).contains(Duration.ofSeconds(1));
    assertThat(GoDuration.parseSeconds("0.0s").value()).contains(Duration.ZERO);
    assertThat(GoDuration.parseSignedSeconds("-1.9s").value()).contains(Duration.ofSeconds(-1));
  }

  // 0 means the default or no limit, so the shortest wish must not become it.
  @ParameterizedTest
  @ValueSource(strings = {"1ns", "500ms", "0.9s", "999ms", "0.0001m", "-1ns", "-999ms"})
  void refusesWhatIsNotZeroButBelowASecond(String text) {
    assertThat(GoDuration.parseSeconds(text).problems())
        .containsExactly("a duration is 0 or at least one second");
    assertThat(GoDuration.parseSignedSeconds(text).problems())
        .containsExactly("a duration is 0 or at least one second");
  }

  @Test
  void refusesNegativeSecondsWhereTheyMakeNoSense() {
    assertThat(GoDuration.parseSeconds("-5").problems())
        .containsExactly("cannot provide negative value '-5'");
    assertThat(GoDuration.parseSeconds("-1h").problems())
        .containsExactly("cannot provide negative value '-3600'");
    assertThat(GoDuration.parseSignedSeconds("-5").value()).contains(Duration.ofSeconds(-5));
  }

  @ParameterizedTest
  @CsvSource({
    "PT72H, 72h0m0s, 72h",
    "PT1M, 1m0s, 1m",
    "PT1H1S, 1h0m1s, 1h0m1s",
    "PT1H10M, 1h10m0s, 1h10m",
    "PT10S, 10s, 10s",
    "PT1.5S, 1.5s, 1.5s",
    "PT1M0.25S, 1m0.25s, 1m0.25s",
    "PT0.5S, 500ms, 500ms",
    "PT0.0015S, 1.5ms, 1.5ms",
    "PT0.000001S, 1\u00b5s, 1\u00b5s",
    "PT0.000000009S, 9ns, 9ns",
    "PT0S, 0s, 0s",
    "PT-1M, -1m0s, -1m",
    "PT3H25M19S, 3h25m19s, 3h25m19s"
  })
  void writesDurationsAsGoDoes(Duration duration, String full, String inWarnings) {
    assertThat(GoDuration.format(duration)).isEqualTo(full);
    assertThat(GoDuration.formatShort(duration)).isEqualTo(inWarnings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h0m1s", "500ms", "-1m0s", "106751h0m0.5s", "1.000000001s"})
  void readsWhatItWrites(String text) {
    assertThat(GoDuration.format(GoDuration.parse(text).orElseThrow())).isEqualTo(text);
  }
}
