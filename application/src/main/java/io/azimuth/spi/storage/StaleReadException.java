package io.azimuth.spi.storage;

/** What was read belongs to two epochs; the request must run again. */
public final class StaleReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a trace: it is part of the usual course. */
  public StaleReadException() {
    super("read across epochs", null, false, false);
  }
}
