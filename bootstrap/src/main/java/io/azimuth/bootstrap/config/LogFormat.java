package io.azimuth.bootstrap.config;

import java.util.Optional;

/** The form of a log record. */
public enum LogFormat {
  /** A line of text. */
  STANDARD,
  /** A JSON object on one line. */
  JSON;

  /** The names that {@code log_format} takes. */
  public static final String NAMES = "standard or json";

  public static Optional<LogFormat> parse(String text) {
    return switch (text) {
      case "standard" -> Optional.of(STANDARD);
      case "json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }
}
