package io.azimuth.bootstrap.process;

/** What happens at a SIGHUP after an action was set for it. */
public enum HangupEffect {
  /** The action runs. */
  ACTION_RUNS,
  /** Nothing: the process was started with the signal ignored, as {@code nohup} does. */
  NOTHING,
  /** What the system does: the JVM leaves the signal to it ({@code -Xrs}), or does not know it. */
  LEFT_TO_SYSTEM
}
