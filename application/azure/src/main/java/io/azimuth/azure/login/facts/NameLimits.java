package io.azimuth.azure.login.facts;

import io.azimuth.azure.line.LineQuestion;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.spi.route.Call;
import java.time.Duration;
import java.util.Optional;

/** Keeps logins that name resources by themselves within their budget. */
final class NameLimits {

  private final ResourceReads reads;

  NameLimits(ResourceReads reads) {
    this.reads = reads;
  }

  /**
   * The outcome of a login that names too much; empty when it may be looked up.
   *
   * @param pause how long the caller must wait before it names another one; empty when it need not
   */
  Optional<LoginOutcome> exceeded(
      Call call,
      PendingLogin pending,
      LineQuestion question,
      LineRequest request,
      Optional<Duration> pause) {
    if (pause.isPresent()) {
      return Optional.of(
          reads
              .unanswered()
              .limited(
                  call,
                  pending,
                  "this principal has named too many different resources within a minute",
                  pause.get()));
    }
    boolean calls = question.answers().needsCall(question.query(), request.deadline());
    return calls && !reads.budget().call(call.mount().uuid())
        ? Optional.of(
            reads
                .unanswered()
                .limited(
                    call,
                    pending,
                    "too many logins name a resource that their token does not claim",
                    AnswerReading.LEAST_PAUSE))
        : Optional.empty();
  }
}
