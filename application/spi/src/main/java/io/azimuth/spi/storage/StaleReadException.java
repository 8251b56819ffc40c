package io.azimuth.spi.storage;

/** The values that were read belong to two epochs; the request must run again. */
public final class StaleReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack trace, because it is part of normal operation. */
  public StaleReadException() {
    super("read across epochs", null, false, false);
  }
}
