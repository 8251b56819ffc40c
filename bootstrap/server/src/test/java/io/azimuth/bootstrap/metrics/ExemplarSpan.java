package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.trace.SilentSpan;
import java.util.function.BiConsumer;

/** A span of a trace that is recorded. */
final class ExemplarSpan extends SilentSpan {

  @Override
  public boolean isRecorded() {
    return true;
  }

  @Override
  public String traceId() {
    return "4bf92f3577b34da6a3ce929d0e0e4736";
  }

  @Override
  public String id() {
    return "00f067aa0ba902b7";
  }

  @Override
  public void propagate(BiConsumer<String, String> headers) {}
}
