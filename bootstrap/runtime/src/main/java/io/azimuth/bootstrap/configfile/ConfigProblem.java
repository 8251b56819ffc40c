package io.azimuth.bootstrap.configfile;

import java.nio.file.Path;

/**
 * One error or warning about a configuration file.
 *
 * @param severity whether the problem prevents a start
 * @param line the line, counted from 1; 0 for the file as a whole
 * @param message a sentence; it omits values that may be secret
 */
public record ConfigProblem(Severity severity, Path file, int line, String message) {

  /** How bad a problem is. */
  public enum Severity {
    /** The program starts anyway. */
    WARNING,
    /** The program does not start. */
    ERROR
  }

  /** {@code file:line: message}, with {@code warning:} before the message of a warning. */
  @Override
  public String toString() {
    String place = line == 0 ? file.toString() : file + ":" + line;
    return place + ": " + (severity == Severity.WARNING ? "warning: " : "") + message;
  }
}
