package io.azimuth.bootstrap.config;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;

/** From talkative to silent. */
public enum LogLevel {
  /** Everything. */
  TRACE,
  /** What a developer wants to see. */
  DEBUG,
  /** What an operator wants to see. */
  INFO,
  /** What may need attention. */
  WARN,
  /** What went wrong. */
  ERROR;

  /** The names that {@code log_level} takes. */
  public static final String NAMES = "trace, debug, info, warn or error";

  /** Reads a name in any case; also {@code warning} and {@code err}, as Vault does. */
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
