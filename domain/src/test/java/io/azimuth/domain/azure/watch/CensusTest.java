package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CensusTest {

  @Test
  void machinesAreCountedByTheirStanding() {
    Census census =
        Census.of(
            List.of(
                Standing.GONE,
                Standing.PRESENT,
                Standing.PRESENT,
                Standing.SUSPECTED,
                Standing.SUSPECTED,
                Standing.SUSPECTED));

    assertThat(census).isEqualTo(new Census(2, 0, 3, 1));
    assertThat(census.machines()).isEqualTo(6);
    assertThat(census.missing()).isEqualTo(4);
  }
}
