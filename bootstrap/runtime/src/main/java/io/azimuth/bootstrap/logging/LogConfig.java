package io.azimuth.bootstrap.logging;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;

/**
 * How the server writes its log.
 *
 * @param level the least serious level that is written
 * @param format the form of each record
 */
public record LogConfig(LogLevel level, LogFormat format) {}
