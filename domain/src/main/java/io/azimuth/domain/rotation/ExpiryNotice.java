package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How urgent the end of a credential is; the later, the more urgent. */
public enum ExpiryNotice {
  /** A month ahead. */
  MONTH(30),
  /** A week ahead. */
  WEEK(7),
  /** A day ahead. */
  DAY(1),
  /** It has ended. */
  ENDED(0);

  private final int days;

  ExpiryNotice(int days) {
    this.days = days;
  }

  /** How many days ahead it is due. */
  public int days() {
    return days;
  }

  /** The most urgent one that is due. */
  public static Optional<ExpiryNotice> due(Instant end, Instant now) {
    Optional<ExpiryNotice> due = Optional.empty();
    for (ExpiryNotice notice : values()) {
      if (!now.isBefore(end.minus(Duration.ofDays(notice.days)))) {
        due = Optional.of(notice);
      }
    }
    return due;
  }
}
