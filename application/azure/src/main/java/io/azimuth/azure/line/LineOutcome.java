package io.azimuth.azure.line;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.time.Duration;

/**
 * How the wait of a login ended.
 *
 * @param facts what the login goes on with: the answer of Azure, or why there is none
 */
public record LineOutcome(Kind kind, CachedAnswer<DirectoryAnswer> facts) {

  /** The ways in which a wait ends. */
  public enum Kind {
    /** Azure answered its question. */
    ANSWERED,
    /** Azure is away, and not busy. */
    AWAY,
    /** Its turn is not expected in time. */
    TOO_LONG,
    /** Too many wait. */
    FULL,
    /** Its time is up, or the server stops. */
    LATE
  }

  static LineOutcome answered(CachedAnswer<DirectoryAnswer> facts) {
    return new LineOutcome(Kind.ANSWERED, facts);
  }

  static LineOutcome away() {
    return without(Kind.AWAY, new DirectoryAnswer.Down("no answer to others that wait in line"));
  }

  /** The login may come again after that time. */
  static LineOutcome refused(Kind kind, Duration retryAfter) {
    return without(kind, new DirectoryAnswer.Throttled(retryAfter));
  }

  private static LineOutcome without(Kind kind, DirectoryAnswer reason) {
    return new LineOutcome(kind, new CachedAnswer<>(reason, CachedAnswer.Source.ASKED));
  }
}
