package io.azimuth.domain.token.role.advice;

import java.util.Locale;

/** How much a finding matters. */
public enum AdviceSeverity {
  /** The role does something else than it seems to, or admits or gives very much. */
  WARNING,
  /** What its author should know and may have meant. */
  NOTE;

  /** The word in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
