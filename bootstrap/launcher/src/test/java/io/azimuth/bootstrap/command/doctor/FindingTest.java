package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTest {

  private static final Finding WARNING = Finding.warning("audit devices", "none", "enable one");
  private static final Finding FAILURE = Finding.failure("server", "sealed", "unseal it");

  @Test
  void anAcknowledgedWarningIsANoteWithTheReason() {
    assertThat(WARNING.acknowledged(Optional.of("a lab")))
        .isEqualTo(Finding.note("audit devices", "none; acknowledged: a lab", ""));
    assertThat(WARNING.acknowledged(Optional.empty())).isEqualTo(WARNING);
  }

  @Test
  void aFailureStaysOne() {
    assertThat(FAILURE.acknowledged(Optional.of("a lab"))).isEqualTo(FAILURE);
  }
}
