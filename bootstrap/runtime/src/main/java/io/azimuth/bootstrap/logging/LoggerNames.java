package io.azimuth.bootstrap.logging;

/** Shortens the names of loggers for the log. */
final class LoggerNames {

  private LoggerNames() {}

  /** The part after the last dot. The Azure SDK also uses an empty name. */
  static String shortened(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.isEmpty() ? "-" : Escaping.plain(last);
  }
}
