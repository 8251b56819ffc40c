package io.azimuth.bootstrap.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The headers of W3C Trace Context. What is malformed, longer than the standard asks servers to
 * take, or sent twice, counts as not sent.
 */
final class TraceHeaders {

  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  /** A future version may be longer than the current one, which has 55 characters. */
  private static final int MOST_OF_PARENT = 128;

  private static final int MOST_OF_STATE = 512;

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<Map<String, String>> BY_NAME =
      (carrier, name) -> carrier == null ? null : carrier.get(name);

  private TraceHeaders() {}

  /** The caller's span; not valid where there is none. */
  static SpanContext read(Function<String, List<String>> headers) {
    List<String> parents = headers.apply(PARENT);
    if (parents.size() != 1 || parents.get(0).length() > MOST_OF_PARENT) {
      return SpanContext.getInvalid();
    }
    Map<String, String> carrier = new TreeMap<>();
    carrier.put(PARENT, parents.get(0));
    String state = String.join(",", headers.apply(STATE));
    if (!state.isEmpty() && state.length() <= MOST_OF_STATE) {
      carrier.put(STATE, state);
    }
    return Span.fromContext(W3C.extract(Context.root(), carrier, BY_NAME)).getSpanContext();
  }

  /** Gives out the headers that continue the trace of that span. */
  static void write(Span span, BiConsumer<String, String> headers) {
    W3C.inject(
        Context.root().with(span),
        headers,
        (carrier, name, value) -> {
          if (carrier != null) {
            carrier.accept(name, value);
          }
        });
  }
}
