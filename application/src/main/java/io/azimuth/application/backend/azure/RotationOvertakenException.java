package io.azimuth.application.backend.azure;

/** The configuration changed before a rotation of it began; nothing was done. */
final class RotationOvertakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RotationOvertakenException() {
    super("the configuration was changed at the same time", null, false, false);
  }
}
