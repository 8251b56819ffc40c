package io.azimuth.bootstrap.tracing;

import io.azimuth.spi.trace.SilentSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import java.util.function.BiConsumer;

/**
 * A span that is not recorded, and is the parent of all its parts. It passes on the trace of the
 * caller, as one that is not recorded, and the log still names that trace.
 */
final class SkippedSpan extends SilentSpan {

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
