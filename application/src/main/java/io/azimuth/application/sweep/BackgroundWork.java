package io.azimuth.application.sweep;

/** Takes work that nobody waits for. */
@FunctionalInterface
public interface BackgroundWork {

  /** Runs it soon, one after the other; what it throws is logged. Does not block. */
  void soon(Runnable work);
}
