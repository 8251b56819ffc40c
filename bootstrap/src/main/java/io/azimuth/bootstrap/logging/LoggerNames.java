package io.azimuth.bootstrap.logging;

/** Names of loggers as they are written. */
final class LoggerNames {

  private LoggerNames() {}

  /** What follows the last dot; the Azure SDK also uses an empty name. */
  static String shortened(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.isEmpty() ? "-" : Escaping.plain(last);
  }
}
