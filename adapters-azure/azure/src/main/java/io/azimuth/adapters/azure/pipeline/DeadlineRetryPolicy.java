package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Ends a call at once when its repetition would come too late: the SDK sleeps through any
 * Retry-After, an hour too. Translates the last throttled answer. Comes after the retry policy and
 * sees each try.
 */
public final class DeadlineRetryPolicy implements HttpPipelinePolicy {

  /** For a 429 without a time. */
  public static final Duration UNSAID = Duration.ofSeconds(5);

  /** Set by the SDK's retry policy; counts from 1. */
  private static final String TRIES = "requestRetryCount";

  private static final int TOO_MANY_REQUESTS = 429;

  private final RetryRules repetition;
  private final RetryAfter retryAfter;
  private final Duration longestThrottling;

  DeadlineRetryPolicy(RetryRules repetition, RetryAfter retryAfter) {
    this(repetition, retryAfter, ChronoUnit.FOREVER.getDuration());
  }

  /** A throttled call that would wait longer than that for its repetition is not repeated. */
  DeadlineRetryPolicy(RetryRules repetition, RetryAfter retryAfter, Duration longestThrottling) {
    this.repetition = repetition;
    this.retryAfter = retryAfter;
    this.longestThrottling = longestThrottling;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    int tries = call.getData(TRIES).map(count -> (Integer) count).orElse(1);
    return next.process()
        .flatMap(response -> judge(call, response, tries))
        .onErrorMap(
            thrown ->
                RetryRules.isRetryable(thrown)
                    && !repetition.isLast(tries)
                    && isTooLate(call, repetition.waitAfter(tries)),
            RetryBudgetExceededException::after);
  }

  private Mono<HttpResponse> judge(HttpPipelineCallContext call, HttpResponse response, int tries) {
    int status = response.getStatusCode();
    if (!RetryRules.isRetryable(status)) {
      return Mono.just(response);
    }
    Optional<Duration> asked = retryAfter.in(response.getHeaders());
    boolean last = repetition.isLast(tries);
    Duration wait = asked.orElseGet(() -> repetition.waitAfter(tries));
    boolean tooLong = status == TOO_MANY_REQUESTS && wait.compareTo(longestThrottling) > 0;
    if (!last && !tooLong && !isTooLate(call, wait)) {
      return Mono.just(response);
    }
    if (status == TOO_MANY_REQUESTS || asked.isPresent()) {
      return Mono.error(new ThrottledException(asked.orElse(UNSAID)));
    }
    return last ? Mono.just(response) : Mono.error(RetryBudgetExceededException.after(status));
  }

  private static boolean isTooLate(HttpPipelineCallContext call, Duration wait) {
    return CallBudget.in(call)
        .filter(question -> wait.compareTo(question.deadline().remaining()) >= 0)
        .isPresent();
  }
}
