package io.azimuth.spi.trace;

import java.util.List;
import java.util.function.Function;

/** Begins traces. Safe for use by many threads. */
public interface Tracing {

  /** Begins none. */
  Tracing NONE =
      new Tracing() {
        @Override
        public Span request(String name, Function<String, List<String>> headers) {
          return Span.NONE;
        }

        @Override
        public Span background(SpanKind kind, String name) {
          return Span.NONE;
        }
      };

  /**
   * Begins a request; {@link Span#end} must follow.
   *
   * @param headers the values of a header by its name in lower case, as the caller sent them
   */
  Span request(String name, Function<String, List<String>> headers);

  /** Begins work that no request asked for; {@link Span#end} must follow. */
  Span background(SpanKind kind, String name);
}
