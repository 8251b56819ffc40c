package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.remote.LogAllowance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log lines about one plugin: for each place ten lines a minute, with the number of those left
 * out, because strangers choose how often it fails.
 */
final class GuardLog {

  private static final Logger LOG = LoggerFactory.getLogger(GuardLog.class);
  private static final int LINES = 10;

  private final Object plugin;
  private final LongSupplier nanoTime;

  // There are few places: the routes of a plugin and the methods of its interfaces.
  private final Map<String, LogAllowance> allowances = new ConcurrentHashMap<>();

  GuardLog(Object plugin, LongSupplier nanoTime) {
    this.plugin = plugin;
    this.nanoTime = nanoTime;
  }

  /** The plugin is late; the stack trace shows where it is. */
  void late(String place, RuntimeException where) {
    line("does not return from", place, where);
  }

  /** The plugin failed where no request shows it. */
  void failed(String place, RuntimeException fault) {
    line("failed in", place, fault);
  }

  /** There was no room for a task of the plugin. */
  void dropped(String place, RuntimeException reason) {
    line("has too much to do in the background, so it goes without", place, reason);
  }

  private void line(String what, String place, RuntimeException thrown) {
    long unlogged =
        allowances
            .computeIfAbsent(what + " " + place, unused -> LogAllowance.perMinute(LINES))
            .take(nanoTime.getAsLong());
    if (unlogged >= 0) {
      LOG.error("{} {} {}, unlogged={}", plugin, what, place, unlogged, thrown);
    }
  }
}
