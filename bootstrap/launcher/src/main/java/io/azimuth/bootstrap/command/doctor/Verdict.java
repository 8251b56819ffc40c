package io.azimuth.bootstrap.command.doctor;

import java.util.Locale;

/** How a check of {@code azimuth doctor} ended; later constants are worse. */
enum Verdict {
  /** It could not be checked. */
  SKIP,
  /** All is well. */
  OK,
  /** Worth knowing. */
  NOTE,
  /** It works now, and should be changed. */
  WARN,
  /** It does not work. */
  FAIL;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
