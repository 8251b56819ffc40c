package io.azimuth.application.port.log;

import io.azimuth.application.logging.LogLevel;
import java.util.SortedMap;

/**
 * The levels at which the subsystems of the server log now. A change lasts until the configured
 * level is read again. Does not block. Safe for use by many threads.
 */
public interface LogLevels {

  /** The level of each subsystem by its name. The names do not change while the server runs. */
  SortedMap<String, LogLevel> all();

  /**
   * Changes the level of one subsystem.
   *
   * @param name one of the names of {@link #all}
   */
  void change(String name, LogLevel level);

  /** Changes the level of all subsystems. */
  void changeAll(LogLevel level);

  /** The configured level, which all subsystems have at the start. */
  LogLevel configured();
}
