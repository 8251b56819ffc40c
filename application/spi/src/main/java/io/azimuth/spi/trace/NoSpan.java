package io.azimuth.spi.trace;

import java.util.List;
import java.util.function.BiConsumer;

/** A span of no trace. */
final class NoSpan implements Span {

  @Override
  public Span child(SpanKind kind, String name) {
    return this;
  }

  @Override
  public boolean isRecorded() {
    return false;
  }

  @Override
  public void detail(String detail) {}

  @Override
  public Span put(String name, String value) {
    return this;
  }

  @Override
  public Span put(String name, long value) {
    return this;
  }

  @Override
  public Span put(String name, List<String> values) {
    return this;
  }

  @Override
  public void event(String name) {}

  @Override
  public void fail(String type) {}

  @Override
  public void end() {}

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
