package io.azimuth.domain.azure.role;

import java.util.Locale;

/** Token settings that can be written and read under an older name as well. */
public enum DeprecatedField {
  /** The policies. */
  POLICIES,
  /** The time to live. */
  TTL,
  /** The maximum time to live. */
  MAX_TTL,
  /** The period. */
  PERIOD,
  /** The number of uses. */
  NUM_USES;

  /** The older name. */
  public String oldName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
