package io.azimuth.domain.azure.watch;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many machines there are of each standing. A machine counts once, however many identities it
 * has. Immutable.
 *
 * @param present are there
 * @param unanswered nothing is known of them
 * @param suspected may be gone
 * @param gone are gone
 */
public record MachineCounts(int present, int unanswered, int suspected, int gone) {

  /** Counts machines by their standing. */
  public static MachineCounts of(Iterable<MachineState> machines) {
    Map<MachineState, Integer> counts = new EnumMap<>(MachineState.class);
    machines.forEach(one -> counts.merge(one, 1, Integer::sum));
    return new MachineCounts(
        counts.getOrDefault(MachineState.PRESENT, 0),
        counts.getOrDefault(MachineState.UNANSWERED, 0),
        counts.getOrDefault(MachineState.SUSPECTED, 0),
        counts.getOrDefault(MachineState.GONE, 0));
  }

  /** How many there are. */
  public int machines() {
    return present + unanswered + suspected + gone;
  }

  /** How many of them are gone or seem so. */
  public int missing() {
    return suspected + gone;
  }
}
