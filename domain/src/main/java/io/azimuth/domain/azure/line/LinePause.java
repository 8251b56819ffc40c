package io.azimuth.domain.azure.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The time for which Azure wants no question. A clock that was set back behind its beginning ends
 * it, so that no line waits for hours.
 *
 * @param since when Azure asked for it
 * @param length how long
 */
record LinePause(Instant since, Duration length) {

  LinePause {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(length, "length");
    if (length.isNegative()) {
      throw new IllegalArgumentException("a pause is not negative");
    }
  }

  boolean isOver(Instant now) {
    return now.isBefore(since) || !now.isBefore(end());
  }

  Instant end() {
    return since.plus(length);
  }

  /** What is left; zero when it has ended. */
  Duration left(Instant now) {
    return isOver(now) ? Duration.ZERO : Duration.between(now, end());
  }

  /** The pause that ends last: no answer shortens what another one asked for. */
  LinePause or(LinePause other, Instant now) {
    return left(now).compareTo(other.left(now)) >= 0 ? this : other;
  }
}
