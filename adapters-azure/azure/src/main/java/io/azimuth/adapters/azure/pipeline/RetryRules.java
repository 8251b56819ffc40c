package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import io.azimuth.azure.port.DirectoryAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * When a call is repeated, and after which wait.
 *
 * @param max how often
 * @param delay before the first repetition; positive
 * @param maxDelay before any; at least the delay
 */
public record RetryRules(int max, Duration delay, Duration maxDelay) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int NEVER_DOUBLED_MORE = 20;

  /** The mount's settings, those that the SDK would refuse made into the nearest that it takes. */
  static RetryRules of(DirectoryAccess.Retries retries) {
    Duration delay = longer(retries.delay(), SHORTEST);
    return new RetryRules(Math.max(0, retries.max()), delay, longer(retries.maxDelay(), delay));
  }

  RetryPolicy policy() {
    return new RetryPolicy(
        new RetryOptions(
                new ExponentialBackoffOptions()
                    .setMaxRetries(max)
                    .setBaseDelay(delay)
                    .setMaxDelay(maxDelay))
            .setShouldRetryCondition(RetryRules::isRetryable));
  }

  /** Whether the given try, counted from 1, is the last one. */
  boolean isLast(int tries) {
    return tries > max;
  }

  /** The wait after the given try, counted from 1; the SDK's may be a twentieth longer. */
  Duration waitAfter(int tries) {
    Duration wait = delay.multipliedBy(1L << Math.min(tries - 1, NEVER_DOUBLED_MORE));
    return wait.compareTo(maxDelay) > 0 ? maxDelay : wait;
  }

  public static boolean isRetryable(int status) {
    return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
  }

  /** Asked for a failure and each of its causes; the SDK's own condition takes any failure. */
  public static boolean isRetryable(Throwable thrown) {
    return CauseChain.has(thrown, IOException.class)
        || CauseChain.has(thrown, TimeoutException.class);
  }

  private static boolean isRetryable(RequestRetryCondition condition) {
    return condition.getResponse() == null
        ? isRetryable(condition.getThrowable())
        : isRetryable(condition.getResponse().getStatusCode());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
