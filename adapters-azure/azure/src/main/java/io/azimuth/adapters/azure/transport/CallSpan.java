package io.azimuth.adapters.azure.transport;

import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import io.azimuth.spi.trace.Tracing;
import java.util.function.BiConsumer;

/**
 * A call to Azure in a trace. It has the host, and not the path or a body: a path names resources
 * and people.
 */
public record CallSpan(Span span) {

  private static final int CLIENT_ERRORS = 400;

  /**
   * Begins the span of a call: a part of that span, or a trace of its own when there is none.
   *
   * @param port that of the address, or a negative number
   */
  public static CallSpan begin(Tracing tracing, Span parent, String method, String host, int port) {
    Span span =
        parent == Span.NONE
            ? tracing.background(SpanKind.CLIENT, method)
            : parent.child(SpanKind.CLIENT, method);
    if (span.isRecorded()) {
      span.detail(host);
      span.put("http.request.method", method).put("server.address", host);
      if (port >= 0) {
        span.put("server.port", port);
      }
    }
    return new CallSpan(span);
  }

  /** Whether anything is kept of it. */
  public boolean isRecorded() {
    return span.isRecorded();
  }

  /** Gives out the headers with which Azure continues the trace. */
  public void propagate(BiConsumer<String, String> headers) {
    span.propagate(headers);
  }

  /** Adds how often the call was sent before. */
  public void repeated(int times) {
    if (times > 0) {
      span.put("http.request.resend_count", times);
    }
  }

  /** Adds the status of the answer. */
  public void answered(int status) {
    span.put("http.response.status_code", status);
    if (status >= CLIENT_ERRORS) {
      span.fail(String.valueOf(status));
    }
  }

  /** Marks the call as one without an answer. */
  public void failed(String why) {
    span.fail(why);
  }

  public void end() {
    span.end();
  }
}
