package io.azimuth.application.sweep;

/** Takes work that nobody waits for. */
@FunctionalInterface
public interface BackgroundExecutor {

  /** Runs it soon, one after the other; what it throws is logged. Does not block. */
  void execute(Runnable work);
}
