package io.azimuth.bootstrap.tracing;

import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A span that is not recorded, and stands for all its parts. It passes on the trace of the caller,
 * as one that is not recorded, and the log still names that trace.
 */
final class SkippedSpan implements Span {

  private static final SkippedSpan WITHOUT_TRACE = new SkippedSpan(SpanContext.getInvalid());

  private final SpanContext caller;

  private SkippedSpan(SpanContext caller) {
    this.caller = caller;
  }

  /** In the trace of that caller, if it has one. */
  static SkippedSpan of(SpanContext caller) {
    return caller.isValid()
        ? new SkippedSpan(
            SpanContext.create(
                caller.getTraceId(),
                caller.getSpanId(),
                TraceFlags.getDefault(),
                caller.getTraceState()))
        : WITHOUT_TRACE;
  }

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
    return caller.isValid() ? caller.getTraceId() : "";
  }

  @Override
  public String id() {
    return "";
  }

  @Override
  public void propagate(BiConsumer<String, String> headers) {
    if (caller.isValid()) {
      TraceHeaders.write(io.opentelemetry.api.trace.Span.wrap(caller), headers);
    }
  }
}
