package io.azimuth.bootstrap.process;

/** What the operating system tells the process. Actions run on a thread of their own. */
public interface ProcessSignals {

  /** Runs the action at SIGTERM and SIGINT, instead of ending the process. */
  void onTerminate(Runnable action);

  /** Runs the action at SIGHUP, each time. */
  void onHangup(Runnable action);
}
