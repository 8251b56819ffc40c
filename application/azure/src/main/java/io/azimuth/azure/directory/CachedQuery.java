package io.azimuth.azure.directory;

import io.azimuth.domain.error.ErrorCode;
import java.time.Duration;

/** What a login asks Azure, and how long each answer may be used. */
interface CachedQuery<A> {

  /**
   * The key by which answers are shared; it differs for each mount, configuration and cloud, so
   * that none uses an answer of another.
   */
  Object key();

  /** Whether only an answer to this very question will do, and none from a list. */
  default boolean isAlone() {
    return false;
  }

  /** Asks Azure; blocks at most for the limit. */
  A ask(Duration limit);

  /** The answer when the call could not be made. */
  A unavailable(String why);

  /** The fault of a login whose deadline ends before the answer arrives. */
  ErrorCode whenLate();

  /** How long that answer counts as fresh. */
  Duration freshFor(A answer);

  /** The same answer, read after that time. */
  A aged(A answer, Duration passed);

  /** Whether that answer contains the requested facts. */
  boolean isFound(A answer);

  /** Whether that answer makes earlier answers invalid. */
  boolean invalidates(A answer);

  /** Whether that answer reports that Azure is unavailable. */
  boolean isUnavailable(A answer);

  /** How long an earlier answer may be used while Azure is unavailable; zero means not at all. */
  Duration maxStaleAge();
}
