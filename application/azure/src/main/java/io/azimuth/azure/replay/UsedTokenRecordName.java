package io.azimuth.azure.replay;

import io.azimuth.spi.verify.TokenExpectation;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Where the use of a token is kept. It follows from the token alone, never from a setting, so that
 * no change of the configuration leads a used token to another place. The name begins with the
 * second in which the token expires, so that expired ones come first.
 *
 * @param name below the folder of used tokens
 */
public record UsedTokenRecordName(String name) {

  /**
   * How long a use is kept after its token expired: the greatest leeway that a mount may set, and
   * an hour for clocks of servers that differ.
   */
  static final Duration KEPT = TokenExpectation.MAX_LEEWAY.plusHours(1);

  private static final int SECONDS_LENGTH = 10;
  private static final long LAST_SECOND = 9_999_999_999L;

  /** The place of a token with this expiry and this hash. */
  static UsedTokenRecordName of(Instant expires, String hash) {
    long second = Math.max(0, Math.min(LAST_SECOND, expires.getEpochSecond()));
    return new UsedTokenRecordName(String.format(Locale.ROOT, "%010d", second) + "-" + hash);
  }

  /** Whether no server accepts the token any more. */
  boolean isOver(Instant now) {
    return now.isAfter(expiry().plus(KEPT));
  }

  private Instant expiry() {
    return Instant.ofEpochSecond(Long.parseLong(name.substring(0, SECONDS_LENGTH)));
  }
}
