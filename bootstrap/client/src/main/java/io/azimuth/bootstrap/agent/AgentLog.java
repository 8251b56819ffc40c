package io.azimuth.bootstrap.agent;

/** The log of the agent. No text has a secret. Thread-safe. */
public interface AgentLog {

  /** How serious a line is. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** Writes a line. */
  void write(Level level, String sentence);

  /** Writes what an operator may want to know. */
  default void info(String sentence) {
    write(Level.INFO, sentence);
  }

  /** Writes what an operator should look at. */
  default void warn(String sentence) {
    write(Level.WARN, sentence);
  }
}
