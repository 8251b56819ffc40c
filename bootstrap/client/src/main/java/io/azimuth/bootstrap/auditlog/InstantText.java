package io.azimuth.bootstrap.auditlog;

import io.azimuth.domain.text.GoDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Points in time, as records and options write them. */
public final class InstantText {

  private InstantText() {}

  /** The time in the form of RFC 3339. */
  static Instant parse(String text) {
    return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
  }

  /**
   * The time of an option: RFC 3339, or how long ago, such as {@code 2h} or {@code 3d}.
   *
   * @return empty if the text is neither
   */
  public static Optional<Instant> of(String text, Instant now) {
    try {
      return Optional.of(parse(text));
    } catch (DateTimeException e) {
      return text.isEmpty() ? Optional.empty() : ago(text, now);
    }
  }

  private static Optional<Instant> ago(String text, Instant now) {
    return GoDuration.parse(text)
        .value()
        .filter(duration -> !duration.isNegative())
        .filter(duration -> duration.compareTo(Duration.between(Instant.EPOCH, now)) <= 0)
        .map(now::minus);
  }
}
