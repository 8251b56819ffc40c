package io.azimuth.adapters.http.encoding;

import java.util.Optional;

/** Flags in a query, written as Go's {@code strconv.ParseBool} reads them (spec 1.1). */
public final class GoBool {

  private GoBool() {}

  public static Optional<Boolean> parse(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
      case "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
