package io.azimuth.azure.rotation;

/** The configuration changed before its rotation began; nothing was done. */
final class ConcurrentConfigChangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConcurrentConfigChangeException() {
    super("the configuration was changed at the same time", null, false, false);
  }
}
