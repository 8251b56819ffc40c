package io.azimuth.application.logging;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/** The log levels, from most to least output. */
public enum LogLevel {
  /** Everything. */
  TRACE,
  /** Details for developers. */
  DEBUG,
  /** Events for operators. */
  INFO,
  /** Conditions that may need attention. */
  WARN,
  /** Failures. */
  ERROR;

  /** The values of {@code log_level}, for messages. */
  public static final String NAMES = "trace, debug, info, warn or error";

  /**
   * Parses a level in any letter case; also accepts {@code warning} and {@code err}, as Vault does.
   */
  public static Optional<LogLevel> parse(String text) {
    return switch (AsciiCase.fold(text.strip())) {
      case "trace" -> Optional.of(TRACE);
      case "debug" -> Optional.of(DEBUG);
      case "info", "notice" -> Optional.of(INFO);
      case "warn", "warning" -> Optional.of(WARN);
      case "error", "err" -> Optional.of(ERROR);
      default -> Optional.empty();
    };
  }
}
