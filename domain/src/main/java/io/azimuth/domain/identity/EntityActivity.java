package io.azimuth.domain.identity;

import io.azimuth.domain.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When an entity that logins alone have made was last given a token, to within a day: so most
 * logins leave it as it is, and need no write for it.
 *
 * @param lastToken when it was given a token; others may have followed within {@link #RESOLUTION}
 * @param batchUntil until when it may have batch tokens, which no record shows
 */
public record EntityActivity(Instant lastToken, Instant batchUntil) {

  /** For so long a time is not replaced by a later one. */
  public static final Duration RESOLUTION = Duration.ofDays(1);

  public EntityActivity {
    Objects.requireNonNull(lastToken, "lastToken");
    Objects.requireNonNull(batchUntil, "batchUntil");
  }

  /** Of an entity that a login makes now. */
  public static EntityActivity beginning(Instant now) {
    return new EntityActivity(now, now);
  }

  /**
   * This activity after another token; the same object when it covers that.
   *
   * @param batchEnd when the token ends, if it is a batch token
   */
  public EntityActivity after(Instant now, Optional<Instant> batchEnd) {
    boolean covered =
        now.isBefore(lastToken.plus(RESOLUTION))
            && batchEnd.filter(end -> end.isAfter(batchUntil)).isEmpty();
    return covered
        ? this
        : new EntityActivity(
            later(lastToken, now),
            batchEnd.map(end -> later(batchUntil, end.plus(RESOLUTION))).orElse(batchUntil));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Whether the entity was given no token for that time, by the clock of every server, and has no
   * batch token. A token that it is given from now on changes this activity.
   */
  public boolean isOver(Duration unusedFor, Instant now) {
    return later(lastToken.plus(RESOLUTION), batchUntil)
        .plus(unusedFor)
        .plus(ClockSkew.ALLOWED)
        .isBefore(now);
  }
}
