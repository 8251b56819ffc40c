package io.azimuth.application.logging;

import java.util.Optional;

/** The form of a log record. */
public enum LogFormat {
  /** A line of text. */
  STANDARD,
  /** A JSON object on one line. */
  JSON;

  /** The values of {@code log_format}, for messages. */
  public static final String NAMES = "standard or json";

  /** Parses a value of {@code log_format} in any letter case. */
  public static Optional<LogFormat> parse(String text) {
    return switch (text) {
      case "standard" -> Optional.of(STANDARD);
      case "json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }
}
