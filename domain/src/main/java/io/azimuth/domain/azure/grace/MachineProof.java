package io.azimuth.domain.azure.grace;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The answer of Azure Resource Manager about the resource of a granted login, kept for an outage.
 *
 * @param facts the facts of then, whole, so that every rule can judge them again
 * @param at when Azure answered so, or earlier
 */
public record MachineProof(ResourceFacts facts, Instant at) {

  /** The longest time for which a proof may serve. */
  public static final Duration MAX_GRACE = Duration.ofHours(24);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int WRITES_PER_GRACE = 10;

  public MachineProof {
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(at, "at");
  }

  /** Whether it is younger than the grace; never where that is zero. */
  public boolean serves(Instant now, Duration grace) {
    return !grace.isZero()
        && now.isBefore(at.plus(grace))
        && !at.isAfter(now.plus(ClockSkew.ALLOWED));
  }

  /** How old it is, for a record of its use; never negative. */
  public Duration age(Instant now) {
    Duration age = Duration.between(at, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /**
   * Whether a newer proof is worth a write: its content differs, or this one is ten minutes or a
   * tenth of the grace older. So a machine that logs in often writes seldom.
   */
  public boolean givesWayTo(MachineProof newer, Duration grace) {
    Duration older = Duration.between(at, newer.at);
    return !facts.equals(newer.facts) || older.compareTo(pause(grace)) >= 0;
  }

  private static Duration pause(Duration grace) {
    Duration tenth = grace.dividedBy(WRITES_PER_GRACE);
    return tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE;
  }
}
