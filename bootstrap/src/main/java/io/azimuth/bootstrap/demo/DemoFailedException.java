package io.azimuth.bootstrap.demo;

/** A step did not end as it should; the message says which. */
final class DemoFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoFailedException(String what) {
    super(what);
  }
}
