package io.azimuth.application.sweep;

/** Runs work that no request waits for. */
@FunctionalInterface
public interface BackgroundExecutor {

  /** Runs the work soon, one piece after the other; exceptions are logged. Does not block. */
  void execute(Runnable work);
}
