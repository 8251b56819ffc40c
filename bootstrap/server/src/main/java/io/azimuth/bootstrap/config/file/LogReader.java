package io.azimuth.bootstrap.config.file;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.logging.LogConfig;
import io.azimuth.bootstrap.process.Environment;
import java.util.Optional;

/** Reads the settings of the log. {@code AZIMUTH_LOG_LEVEL} overrides the file. */
final class LogReader {

  static final String LEVEL_VARIABLE = "AZIMUTH_LOG_LEVEL";

  private LogReader() {}

  static LogConfig read(BlockReader file, Environment environment) {
    LogLevel level = level(file);
    LogFormat format =
        file.text("log_format")
            .flatMap(
                text -> {
                  Optional<LogFormat> parsed = LogFormat.parse(text);
                  if (parsed.isEmpty()) {
                    file.error("log_format", "must be " + LogFormat.NAMES);
                  }
                  return parsed;
                })
            .orElse(LogFormat.STANDARD);
    return new LogConfig(overridden(file, environment).orElse(level), format);
  }

  private static LogLevel level(BlockReader file) {
    return file.text("log_level")
        .flatMap(
            text -> {
              Optional<LogLevel> parsed = LogLevel.parse(text);
              if (parsed.isEmpty()) {
                file.error("log_level", "must be " + LogLevel.NAMES);
              }
              return parsed;
            })
        .orElse(LogLevel.INFO);
  }

  private static Optional<LogLevel> overridden(BlockReader file, Environment environment) {
    return environment
        .get(LEVEL_VARIABLE)
        .flatMap(
            text -> {
              Optional<LogLevel> parsed = LogLevel.parse(text);
              if (parsed.isEmpty()) {
                file.problems()
                    .error(
                        0,
                        "the environment variable "
                            + LEVEL_VARIABLE
                            + " must be "
                            + LogLevel.NAMES);
              }
              return parsed;
            });
  }
}
