package io.azimuth.bootstrap.demo;

/** A step of the demo failed; the message names it. */
final class DemoFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoFailedException(String what) {
    super(what);
  }
}
