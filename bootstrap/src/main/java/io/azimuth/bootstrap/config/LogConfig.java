package io.azimuth.bootstrap.config;

import java.util.Objects;

/**
 * How the server writes its log.
 *
 * @param level the least serious that is written
 * @param format one line of text or one JSON object a record
 */
public record LogConfig(LogLevel level, LogFormat format) {

  public LogConfig {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(format, "format");
  }
}
