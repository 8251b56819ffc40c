package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthProblemTest {

  @Test
  void codeIsToldInWordsWithWhatToDo() {
    assertThat(HealthProblem.finding("audit_failed"))
        .isEqualTo(
            Finding.failure(
                "server",
                "audit_failed: no audit device takes records, so requests are refused",
                "make room on its disk, or start its receiver; the server's log names both; the"
                    + " server goes on by itself; docs/operate/first-aid.md"));
  }

  @Test
  void codeOfALaterServerIsToldAsItIs() {
    assertThat(HealthProblem.finding("clock_broken").found()).startsWith("clock_broken: ");
  }
}
