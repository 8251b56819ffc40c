package io.azimuth.spi.trace;

import java.util.function.BiConsumer;

/** A span of no trace. */
final class NoSpan extends SilentSpan {

  @Override
  public String traceId() {
    return "";
  }

  @Override
  public String id() {
    return "";
  }

  @Override
  public void propagate(BiConsumer<String, String> headers) {}
}
