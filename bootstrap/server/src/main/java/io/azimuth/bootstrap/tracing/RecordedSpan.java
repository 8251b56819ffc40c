package io.azimuth.bootstrap.tracing;

import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.BiConsumer;

/** A span that is recorded. OpenTelemetry bounds its attributes and events, and their lengths. */
final class RecordedSpan implements Span {

  private final Tracer tracer;
  private final String name;
  private final io.opentelemetry.api.trace.Span span;

  private RecordedSpan(Tracer tracer, String name, io.opentelemetry.api.trace.Span span) {
    this.tracer = tracer;
    this.name = name;
    this.span = span;
  }

  /** Begins a span below that of the context, or a trace where it has none. */
  static RecordedSpan begin(Tracer tracer, Context parent, SpanKind kind, String name) {
    return new RecordedSpan(
        tracer,
        name,
        tracer.spanBuilder(name).setParent(parent).setSpanKind(otelKind(kind)).startSpan());
  }

  private static io.opentelemetry.api.trace.SpanKind otelKind(SpanKind kind) {
    return switch (kind) {
      case SERVER -> io.opentelemetry.api.trace.SpanKind.SERVER;
      case CLIENT -> io.opentelemetry.api.trace.SpanKind.CLIENT;
      case INTERNAL -> io.opentelemetry.api.trace.SpanKind.INTERNAL;
    };
  }

  @Override
  public Span child(SpanKind kind, String childName) {
    return begin(tracer, Context.root().with(span), kind, childName);
  }

  @Override
  public boolean isRecorded() {
    return true;
  }

  @Override
  public void detail(String detail) {
    span.updateName(name + " " + detail);
  }

  @Override
  public Span put(String key, String value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span put(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span put(String key, List<String> values) {
    span.setAttribute(AttributeKey.stringArrayKey(key), values);
    return this;
  }

  @Override
  public void event(String what) {
    span.addEvent(what);
  }

  @Override
  public void fail(String type) {
    span.setAttribute("error.type", type);
    span.setStatus(StatusCode.ERROR);
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  @Override
  public String id() {
    return span.getSpanContext().getSpanId();
  }

  @Override
  public void propagate(BiConsumer<String, String> headers) {
    TraceHeaders.write(span, headers);
  }
}
