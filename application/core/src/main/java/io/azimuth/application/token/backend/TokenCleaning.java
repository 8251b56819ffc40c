package io.azimuth.application.token.backend;

/** Removes in the background what dead tokens left in the store. */
@FunctionalInterface
public interface TokenCleaning {

  /** Begins one run; requests that come before it begins share it. Does not block. */
  void begin();
}
