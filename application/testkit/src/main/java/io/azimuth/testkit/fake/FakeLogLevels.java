package io.azimuth.testkit.fake;

import io.azimuth.application.logging.LogLevel;
import io.azimuth.application.port.log.LogLevels;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two subsystems, {@code audit} and {@code core}, configured to log at {@code info}. */
public final class FakeLogLevels implements LogLevels {

  private final SortedMap<String, LogLevel> levels =
      new TreeMap<>(Map.of("audit", LogLevel.INFO, "core", LogLevel.INFO));

  /** Levels as they are at a start. */
  public FakeLogLevels() {}

  @Override
  public synchronized SortedMap<String, LogLevel> all() {
    return new TreeMap<>(levels);
  }

  @Override
  public synchronized void change(String name, LogLevel level) {
    levels.replace(name, level);
  }

  @Override
  public synchronized void changeAll(LogLevel level) {
    levels.replaceAll((name, before) -> level);
  }

  @Override
  public LogLevel configured() {
    return LogLevel.INFO;
  }
}
