package io.azimuth.domain.token;

import java.util.List;
import java.util.Optional;

/** Rules for a token whose id the caller chooses. */
public final class CustomTokenId {

  private static final int MAX_LENGTH = 256;
  private static final List<String> PREFIXES = List.of("hvs.", "s.", "azs.", "azb.");

  private CustomTokenId() {}

  /** Why the text may not be a token, without repeating it; empty when it may. */
  public static Optional<String> problem(String id) {
    for (String prefix : PREFIXES) {
      if (id.startsWith(prefix)) {
        return Optional.of("custom token ID cannot have the '" + prefix + "' prefix");
      }
    }
    if (id.indexOf('.') >= 0) {
      return Optional.of("custom token ID cannot have a '.' in the value");
    }
    return id.length() <= MAX_LENGTH && id.chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? Optional.empty()
        : Optional.of("custom token ID has 1 to 256 visible ASCII characters");
  }
}
