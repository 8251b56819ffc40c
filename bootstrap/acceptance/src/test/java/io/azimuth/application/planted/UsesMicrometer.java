package io.azimuth.application.planted;

import io.micrometer.core.instrument.MeterRegistry;

/** A class that an architecture rule must find. */
public final class UsesMicrometer {

  private UsesMicrometer() {}

  public static void close(MeterRegistry registry) {
    registry.close();
  }
}
