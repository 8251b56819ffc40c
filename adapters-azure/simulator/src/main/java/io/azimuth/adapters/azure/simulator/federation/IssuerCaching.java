package io.azimuth.adapters.azure.simulator.federation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long the token endpoint goes on with an issuer's keys that it fetched. */
public enum IssuerCaching {
  /** For 24 hours, or until an assertion names a key that is not among them. */
  REFETCH_UNKNOWN,
  /** For 24 hours, whatever assertions name. */
  KEEP,
  /** Not at all: each assertion is verified with keys fetched for it. */
  NEVER;

  /** The name in steering requests, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> wireNames() {
    return Arrays.stream(values()).map(IssuerCaching::wireName).toList();
  }

  public static Optional<IssuerCaching> ofWireName(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }
}
