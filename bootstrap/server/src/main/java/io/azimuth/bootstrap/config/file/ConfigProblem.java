package io.azimuth.bootstrap.config.file;

import java.nio.file.Path;

/**
 * One error or warning about a configuration file.
 *
 * @param severity whether the problem prevents a start
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param message a sentence; it omits values that may be secret
 */
public record ConfigProblem(Severity severity, Path file, int line, String message) {

  public enum Severity {
    /** The server starts anyway. */
    WARNING,
    /** The server does not start. */
    ERROR
  }

  /** {@code file:line: message}, with {@code warning:} before the message of a warning. */
  @Override
  public String toString() {
    String place = line == 0 ? file.toString() : file + ":" + line;
    return place + ": " + (severity == Severity.WARNING ? "warning: " : "") + message;
  }
}
