package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpPipelineCallContext;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.util.context.Context;

/** What one question may cost, in time and in calls; it travels with each call of it. */
public final class CallBudget {

  /** More than any question needs; pages that lead to one another end here. */
  static final int MAX_CALLS = 64;

  private static final String KEY = "io.azimuth.question";

  private final Deadline deadline;
  private final AtomicInteger callsLeft = new AtomicInteger(MAX_CALLS);
  private final SendGate gate = new SendGate();
  private final Span span = CurrentSpan.get();

  /** A budget of the span of this thread. */
  public CallBudget(Deadline patience) {
    this.deadline = patience;
  }

  static Optional<CallBudget> in(HttpPipelineCallContext call) {
    return call.getData(KEY).filter(CallBudget.class::isInstance).map(CallBudget.class::cast);
  }

  /** The span for which the call is made: that of the question, or that of this thread. */
  public static Span spanOf(HttpPipelineCallContext call) {
    return in(call).map(question -> question.span).orElseGet(CurrentSpan::get);
  }

  void putInto(HttpPipelineCallContext call) {
    call.setData(KEY, this);
  }

  public Context putInto(Context context) {
    return DroppedErrorHook.install(context).put(KEY, this);
  }

  public Deadline deadline() {
    return deadline;
  }

  public SendGate gate() {
    return gate;
  }

  void countCall() {
    if (callsLeft.getAndDecrement() <= 0) {
      throw new UnusableAnswerException(
          "the answer leads on for more than " + MAX_CALLS + " calls");
    }
  }
}
