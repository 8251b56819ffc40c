package io.azimuth.azure.directory;

import io.azimuth.domain.error.ErrorCode;
import java.time.Duration;

/** What a login wants to know of Azure, and how long each answer to that is good. */
interface CachedQuery<A> {

  /** What answers may be shared by: nothing of another mount, configuration or cloud ever is. */
  Object key();

  /** Asks; blocks at most for the limit. */
  A ask(Duration limit);

  /** The answer when nobody could be asked. */
  A unavailable(String why);

  /** The fault of a login that could not wait any longer. */
  ErrorCode whenLate();

  /** How long that answer is as good as new. */
  Duration freshFor(A answer);

  /** The same answer, read so much later. */
  A aged(A answer, Duration passed);

  /** Whether that answer tells what was asked for. */
  boolean isFound(A answer);

  /** Whether that answer ends what was told before. */
  boolean invalidates(A answer);

  /** Whether that answer says that Azure is away. */
  boolean isUnavailable(A answer);

  /** How long after it came what was told may serve while Azure is away; zero is not at all. */
  Duration maxStaleAge();
}
