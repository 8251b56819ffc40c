package io.azimuth.azure.port;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.GroupTraffic;
import io.azimuth.domain.azure.fleet.MachineListOutcome;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a list of a group of machines. A machine that is not in it may still exist: one
 * whose entry cannot be used is left out, and {@link ResourceDirectory#find} reads it by itself.
 *
 * @param machines the facts by id, each equal to those that {@link ResourceDirectory#find} gives
 * @param pages how many pages were read
 * @param stopped what ended the list before its last page; empty when it is complete; never {@link
 *     DirectoryAnswer.Found}
 */
public record MachineList(
    Map<ResourceId, ResourceFacts> machines, int pages, Optional<DirectoryAnswer> stopped) {

  /** A list that has more machines is not read to its end. */
  public static final int MAX_MACHINES = 5_000;

  public MachineList {
    machines = Map.copyOf(machines);
    if (pages < 0 || stopped.filter(DirectoryAnswer.Found.class::isInstance).isPresent()) {
      throw new IllegalArgumentException("a list ends with its last page or with a failure");
    }
    machines.forEach(
        (id, facts) -> {
          if (!facts.id().equals(id)) {
            throw new IllegalArgumentException("facts of another machine than " + id);
          }
        });
  }

  /** A list without content. */
  public static MachineList none(DirectoryAnswer why) {
    return new MachineList(Map.of(), 0, Optional.of(why));
  }

  /** How it ended. */
  public MachineListOutcome end() {
    return stopped.map(this::endOf).orElse(MachineListOutcome.COMPLETE);
  }

  /** How long Azure asks not to be called; zero when it does not. */
  public Duration retryAfter() {
    return stopped
        .map(
            why ->
                why instanceof DirectoryAnswer.Throttled throttled
                    ? throttled.retryAfter()
                    : Duration.ZERO)
        .orElse(Duration.ZERO);
  }

  private MachineListOutcome endOf(DirectoryAnswer why) {
    if (why instanceof DirectoryAnswer.Throttled) {
      return MachineListOutcome.THROTTLED;
    }
    if (why instanceof DirectoryAnswer.Forbidden) {
      return MachineListOutcome.FORBIDDEN;
    }
    if (why instanceof DirectoryAnswer.Absent) {
      return MachineListOutcome.ABSENT;
    }
    return why instanceof DirectoryAnswer.Unusable && isTooLong()
        ? MachineListOutcome.INCOMPLETE
        : MachineListOutcome.FAILED;
  }

  private boolean isTooLong() {
    return pages >= GroupTraffic.MAX_PAGES || machines.size() > MAX_MACHINES;
  }

  /** The facts of that machine, if the list has them. */
  public Optional<ResourceFacts> find(ResourceId id) {
    return Optional.ofNullable(machines.get(id));
  }
}
