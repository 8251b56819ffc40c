package io.azimuth.adapters.http.encoding;

import java.util.Optional;

/**
 * Reads flags of a query as Go's {@code strconv.ParseBool} does, because Vault's clients send them
 * in that form.
 */
public final class GoBool {

  private GoBool() {}

  /** The flag, or empty when the text is none. */
  public static Optional<Boolean> parse(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
      case "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
