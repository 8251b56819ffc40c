package io.azimuth.bootstrap.plugin;

import java.time.Duration;

/** Code of a plugin did not return in its time. The stack trace shows where its thread is. */
public final class PluginLateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean hadItsTime;

  PluginLateException(Duration patience, boolean hadItsTime, StackTraceElement[] where) {
    super(
        "no answer within "
            + patience.toMillis()
            + " ms"
            + (hadItsTime ? "" : ", with the time in line"));
    this.hadItsTime = hadItsTime;
    setStackTrace(where);
  }

  /** Whether the code ran for nearly all of that time, and did not wait in line for much of it. */
  public boolean hadItsTime() {
    return hadItsTime;
  }
}
