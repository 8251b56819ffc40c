package io.azimuth.spi.trace;

import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The span for which a thread works. Records of the log that are written meanwhile have its ids as
 * the facts {@code trace_id} and {@code span_id}.
 */
public final class CurrentSpan {

  private static final String TRACE_ID = "trace_id";
  private static final String SPAN_ID = "span_id";

  /** Without a value on each thread that works for no span. */
  private static final ThreadLocal<Span> CURRENT = new ThreadLocal<>();

  private CurrentSpan() {}

  /** The span of this thread; {@link Span#NONE} where there is none. */
  public static Span get() {
    Span span = CURRENT.get();
    return span == null ? Span.NONE : span;
  }

  /** Runs the task for that span, on this thread. */
  public static void during(Span span, Runnable task) {
    Span before = get();
    if (span == before) {
      task.run();
      return;
    }
    set(span);
    try {
      task.run();
    } finally {
      set(before);
    }
  }

  /** The same for a task with a result. */
  public static <T> T during(Span span, Supplier<T> task) {
    Span before = get();
    if (span == before) {
      return task.get();
    }
    set(span);
    try {
      return task.get();
    } finally {
      set(before);
    }
  }

  /**
   * The task, which runs on another thread for the span of this one. A task of no span stays one,
   * also on a thread that works for another.
   */
  public static Runnable carried(Runnable task) {
    Span span = get();
    return () -> during(span, task);
  }

  private static void set(Span span) {
    if (span == Span.NONE) {
      CURRENT.remove();
    } else {
      CURRENT.set(span);
    }
    put(TRACE_ID, span.traceId());
    put(SPAN_ID, span.id());
  }

  private static void put(String fact, String value) {
    if (value.isEmpty()) {
      MDC.remove(fact);
    } else {
      MDC.put(fact, value);
    }
  }
}
