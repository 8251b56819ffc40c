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

  /** What a thread works for. It stays with the thread: to set and remove a value costs more. */
  private static final class Work {
    private Span span = Span.NONE;

    void take(Span next) {
      if (next != span) {
        tell(TRACE_ID, span.traceId(), next.traceId());
        tell(SPAN_ID, span.id(), next.id());
        span = next;
      }
    }
  }

  private static final ThreadLocal<Work> CURRENT = ThreadLocal.withInitial(Work::new);

  private CurrentSpan() {}

  /** The span of this thread; {@link Span#NONE} where there is none. */
  public static Span get() {
    return CURRENT.get().span;
  }

  /** Runs the task for that span, on this thread. */
  public static void during(Span span, Runnable task) {
    Work work = CURRENT.get();
    Span before = work.span;
    work.take(span);
    try {
      task.run();
    } finally {
      work.take(before);
    }
  }

  /** The same for a task with a result. */
  public static <T> T during(Span span, Supplier<T> task) {
    Work work = CURRENT.get();
    Span before = work.span;
    work.take(span);
    try {
      return task.get();
    } finally {
      work.take(before);
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

  // Most requests are not recorded: for them the facts of the log need not be touched.
  private static void tell(String fact, String before, String now) {
    if (!now.isEmpty()) {
      MDC.put(fact, now);
    } else if (!before.isEmpty()) {
      MDC.remove(fact);
    }
  }
}
