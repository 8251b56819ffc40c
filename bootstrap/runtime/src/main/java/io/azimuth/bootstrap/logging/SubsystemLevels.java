package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.application.port.log.LogLevels;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Changes levels of parts of the log. It remembers nothing itself: the configured level is that of
 * the root logger.
 */
public final class SubsystemLevels implements LogLevels {

  private final LoggerContext context;

  SubsystemLevels(LoggerContext context) {
    this.context = context;
  }

  /** The levels of the log of this process. */
  public static SubsystemLevels ofProcess() {
    return new SubsystemLevels((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  @Override
  public SortedMap<String, LogLevel> all() {
    synchronized (context) {
      SortedMap<String, LogLevel> all = new TreeMap<>();
      now().forEach((subsystem, level) -> all.put(subsystem.text(), ours(level)));
      return all;
    }
  }

  @Override
  public void change(String name, LogLevel level) {
    synchronized (context) {
      // A prefix may be below that of another part: each part gets a level of its own.
      Map<Subsystem, Level> levels = now();
      levels.replaceAll(
          (subsystem, before) -> subsystem.text().equals(name) ? logback(level) : before);
      levels.forEach(this::set);
    }
  }

  @Override
  public void changeAll(LogLevel level) {
    synchronized (context) {
      Stream.of(Subsystem.values()).forEach(subsystem -> set(subsystem, logback(level)));
    }
  }

  @Override
  public LogLevel configured() {
    return ours(context.getLogger(Logger.ROOT_LOGGER_NAME).getEffectiveLevel());
  }

  /** Forgets all changes. */
  static void forget(LoggerContext context) {
    synchronized (context) {
      for (Subsystem subsystem : Subsystem.values()) {
        subsystem.prefixes().forEach(prefix -> context.getLogger(prefix).setLevel(null));
      }
    }
  }

  private Map<Subsystem, Level> now() {
    Map<Subsystem, Level> now = new EnumMap<>(Subsystem.class);
    for (Subsystem subsystem : Subsystem.values()) {
      now.put(subsystem, context.getLogger(subsystem.prefixes().get(0)).getEffectiveLevel());
    }
    return now;
  }

  private void set(Subsystem subsystem, Level level) {
    subsystem.prefixes().forEach(prefix -> context.getLogger(prefix).setLevel(level));
  }

  static Level logback(LogLevel level) {
    return Level.toLevel(level.name());
  }

  private static LogLevel ours(Level level) {
    return LogLevel.parse(level.toString()).orElse(LogLevel.ERROR);
  }
}
