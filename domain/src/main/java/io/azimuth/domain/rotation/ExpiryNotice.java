package io.azimuth.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How urgent the expiry of a credential is; later constants are more urgent. */
public enum ExpiryNotice {
  /** A month ahead. */
  MONTH(30),
  /** A week ahead. */
  WEEK(7),
  /** A day ahead. */
  DAY(1),
  /** The credential has expired. */
  ENDED(0);

  private final int days;

  ExpiryNotice(int days) {
    this.days = days;
  }

  /** How many days before the expiry the notice is due. */
  public int days() {
    return days;
  }

  /** The most urgent notice that is due; empty when none is. */
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
