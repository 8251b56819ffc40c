package io.azimuth.bootstrap.plugin;

import java.time.Duration;

/** Code of a plugin did not return in its time. The stack trace shows where its thread is. */
public final class PluginLateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PluginLateException(Duration patience, StackTraceElement[] where) {
    super("no answer within " + patience.toMillis() + " ms");
    setStackTrace(where);
  }
}
