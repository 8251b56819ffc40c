package io.azimuth.bootstrap.process;

/** Runs actions when the process receives a signal. Actions run on their own thread. */
public interface ProcessSignals {

  /** Runs the action at SIGTERM and SIGINT instead of ending the process. */
  void onTerminate(Runnable action);

  /**
   * Runs the action at each SIGHUP, if the process gets that signal.
   *
   * @return what happens at a SIGHUP from now on
   */
  HangupEffect onHangup(Runnable action);
}
