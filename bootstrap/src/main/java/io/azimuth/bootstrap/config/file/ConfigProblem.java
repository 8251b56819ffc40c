package io.azimuth.bootstrap.config.file;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One thing wrong with a configuration file.
 *
 * @param severity whether the server can start all the same
 * @param file the file
 * @param line where, counted from 1; 0 when it is about the file as a whole
 * @param message a sentence without values that may be secret
 */
public record ConfigProblem(Severity severity, Path file, int line, String message) {

  /** How bad it is. */
  public enum Severity {
    /** The server starts. */
    WARNING,
    /** The server does not start. */
    ERROR
  }

  public ConfigProblem {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
  }

  /** {@code file:line: message}, with {@code warning:} before the message if it is one. */
  @Override
  public String toString() {
    String place = line == 0 ? file.toString() : file + ":" + line;
    return place + ": " + (severity == Severity.WARNING ? "warning: " : "") + message;
  }
}
