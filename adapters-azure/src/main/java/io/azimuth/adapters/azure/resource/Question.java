package io.azimuth.adapters.azure.resource;

import com.azure.core.http.HttpPipelineCallContext;
import io.azimuth.application.remote.Patience;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.util.context.Context;

/** What one question may cost, in time and in calls; it travels with each call of it. */
final class Question {

  /** More than any question needs; pages that lead to one another end here. */
  static final int MAX_CALLS = 64;

  private static final String KEY = "io.azimuth.question";

  private final Patience patience;
  private final AtomicInteger callsLeft = new AtomicInteger(MAX_CALLS);
  private final SendGate gate = new SendGate();

  Question(Patience patience) {
    this.patience = patience;
  }

  static Optional<Question> in(HttpPipelineCallContext call) {
    return call.getData(KEY).filter(Question.class::isInstance).map(Question.class::cast);
  }

  void putInto(HttpPipelineCallContext call) {
    call.setData(KEY, this);
  }

  Context putInto(Context context) {
    return LateErrors.quiet(context).put(KEY, this);
  }

  Patience patience() {
    return patience;
  }

  SendGate gate() {
    return gate;
  }

  void countCall() {
    if (callsLeft.getAndDecrement() <= 0) {
      throw new UnusableAnswerException(
          "the answer leads on for more than " + MAX_CALLS + " calls");
    }
  }
}
