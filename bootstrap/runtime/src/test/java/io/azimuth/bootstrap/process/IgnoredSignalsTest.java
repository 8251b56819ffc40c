package io.azimuth.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredSignalsTest {

  private static final String STATUS =
      """
      Name:\tjava
      SigPnd:\t0000000000000001
      SigBlk:\t0000000000000001
      SigIgn:\t%s
      SigCgt:\t2000000101005ccf
      """;

  @ParameterizedTest
  @CsvSource({
    "0000000000000001, true", // as nohup starts a process
    "0000000000004003, true", // SIGHUP, SIGINT and SIGTERM
    "ffffffffffffffff, true",
    "0000000000000000, false",
    "0000000000004002, false",
    "8000000000000000, false"
  })
  void hangupIsTheFirstBitOfTheMask(String mask, boolean ignored) {
    assertThat(IgnoredSignals.parse(STATUS.formatted(mask)))
        .hasValueSatisfying(signals -> assertThat(signals.hasHangup()).isEqualTo(ignored));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "SigIgn:", "SigIgn:\tnone", "SigIgn:\t10000000000000001", "XSigIgn:\t01"})
  void aStatusWithoutAMaskSaysNothing(String status) {
    assertThat(IgnoredSignals.parse(status)).isEmpty();
  }

  @Test
  void aProcessThatIsNotThereSaysNothing() {
    assertThat(IgnoredSignals.of(0)).isEmpty();
  }
}
