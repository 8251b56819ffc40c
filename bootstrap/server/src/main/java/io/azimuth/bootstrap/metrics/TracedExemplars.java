package io.azimuth.bootstrap.metrics;

import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** Names the recorded trace of a request beside its duration, as an exemplar of OpenMetrics. */
final class TracedExemplars implements SpanContext {

  @Override
  public @Nullable String getCurrentTraceId() {
    Span span = CurrentSpan.get();
    return span.isRecorded() ? span.traceId() : null;
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    Span span = CurrentSpan.get();
    return span.isRecorded() ? span.id() : null;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return CurrentSpan.get().isRecorded();
  }

  @Override
  public void markCurrentSpanAsExemplar() {}
}
