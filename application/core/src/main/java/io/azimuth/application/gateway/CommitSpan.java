package io.azimuth.application.gateway;

import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import java.util.Locale;

/**
 * A commit in the trace of its request.
 *
 * @param span that began with it
 */
record CommitSpan(Span span) {

  static CommitSpan begin(Span request, int attempt) {
    return new CommitSpan(
        request.child(SpanKind.INTERNAL, "commit").put("azimuth.commit.attempt", attempt));
  }

  void end(CommitOutcome outcome) {
    if (outcome == CommitOutcome.UNKNOWN) {
      span.fail("unknown");
    }
    if (span.isRecorded()) {
      span.put("azimuth.commit.outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
    span.end();
  }
}
