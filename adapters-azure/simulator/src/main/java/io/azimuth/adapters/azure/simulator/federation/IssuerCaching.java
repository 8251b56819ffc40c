package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How long the token endpoint goes on with an issuer's keys that it fetched. */
public enum IssuerCaching {
  /** For 24 hours, or until an assertion names a key that is not among them. */
  REFETCH_UNKNOWN,
  /** For 24 hours, whatever assertions name. */
  KEEP,
  /** Not at all: each assertion is verified with keys fetched for it. */
  NEVER;

  /** The name in steering requests, in lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
