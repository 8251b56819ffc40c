package io.azimuth.adapters.azure.resource;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Ends a call at once when its repetition would come too late: the SDK sleeps through any
 * Retry-After, an hour too. Stands behind the retry policy and sees each try.
 */
final class InTimePolicy implements HttpPipelinePolicy {

  /** For a 429 that does not say how long. */
  static final Duration UNSAID = Duration.ofSeconds(5);

  /** Set by the SDK's retry policy; counts from 1. */
  private static final String TRIES = "requestRetryCount";

  private static final int TOO_MANY_REQUESTS = 429;

  private final Repetition repetition;
  private final RetryAfter retryAfter;

  InTimePolicy(Repetition repetition, RetryAfter retryAfter) {
    this.repetition = repetition;
    this.retryAfter = retryAfter;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    int tries = call.getData(TRIES).map(count -> (Integer) count).orElse(1);
    return next.process()
        .flatMap(response -> judge(call, response, tries))
        .onErrorMap(
            thrown ->
                Repetition.isWorthwhile(thrown)
                    && isTooLate(call, repetition.waitAfter(tries), tries),
            GivenUpException::after);
  }

  private Mono<HttpResponse> judge(HttpPipelineCallContext call, HttpResponse response, int tries) {
    int status = response.getStatusCode();
    if (!Repetition.isWorthwhile(status)) {
      return Mono.just(response);
    }
    Optional<Duration> asked = retryAfter.in(response.getHeaders());
    if (!isTooLate(call, asked.orElseGet(() -> repetition.waitAfter(tries)), tries)) {
      return Mono.just(response);
    }
    response.close();
    return Mono.error(reason(status, asked));
  }

  private boolean isTooLate(HttpPipelineCallContext call, Duration wait, int tries) {
    return !repetition.isLast(tries)
        && Question.in(call)
            .filter(question -> wait.compareTo(question.patience().left()) >= 0)
            .isPresent();
  }

  /** What that answer means once it is not repeated. */
  static RuntimeException reason(int status, Optional<Duration> asked) {
    if (status == TOO_MANY_REQUESTS) {
      return new ThrottledException(asked.orElse(UNSAID));
    }
    return asked
        .<RuntimeException>map(ThrottledException::new)
        .orElseGet(() -> GivenUpException.after(status));
  }
}
