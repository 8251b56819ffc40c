package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineCountsTest {

  @Test
  void machinesAreCountedByTheirStanding() {
    MachineCounts counts =
        MachineCounts.of(
            List.of(
                MachineState.GONE,
                MachineState.PRESENT,
                MachineState.PRESENT,
                MachineState.SUSPECTED,
                MachineState.SUSPECTED,
                MachineState.SUSPECTED));

    assertThat(counts).isEqualTo(new MachineCounts(2, 0, 3, 1));
    assertThat(counts.machines()).isEqualTo(6);
    assertThat(counts.missing()).isEqualTo(4);
  }
}
