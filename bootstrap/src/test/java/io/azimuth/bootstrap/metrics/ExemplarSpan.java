package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import java.util.List;
import java.util.function.BiConsumer;

/** A span of a trace that is recorded. */
final class ExemplarSpan implements Span {

  @Override
  public Span child(SpanKind kind, String name) {
    return this;
  }

  @Override
  public boolean isRecorded() {
    return true;
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
    return "4bf92f3577b34da6a3ce929d0e0e4736";
  }

  @Override
  public String id() {
    return "00f067aa0ba902b7";
  }

  @Override
  public void propagate(BiConsumer<String, String> headers) {}
}
