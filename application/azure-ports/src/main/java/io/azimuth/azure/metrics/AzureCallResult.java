package io.azimuth.azure.metrics;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.time.Duration;
import java.util.Locale;

/**
 * The outcome of a call to Azure, as it is counted.
 *
 * @param outcome its outcome
 * @param retryAfter how long Azure asks not to be called; zero when it does not
 */
public record AzureCallResult(Outcome outcome, Duration retryAfter) {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /** How a call ended. */
  public enum Outcome {
    OK,
    /** Azure answers that there is no such thing. */
    ABSENT,
    /** Azure refused the call. */
    FORBIDDEN,
    /** Azure asks to be called later. */
    THROTTLED,
    /** There was no answer, or one that Azure cannot serve the request now. */
    UNAVAILABLE,
    /** The answer is of no use. */
    FAILED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A result without a time to wait. */
  public static AzureCallResult of(Outcome outcome) {
    return new AzureCallResult(outcome, Duration.ZERO);
  }

  /** Azure asks not to be called for that time. */
  public static AzureCallResult throttled(Duration retryAfter) {
    return new AzureCallResult(Outcome.THROTTLED, retryAfter);
  }

  /**
   * The result of an answer with that status.
   *
   * @param retryAfter how long the answer asks not to be called; zero when it does not ask for a
   *     pause
   */
  public static AzureCallResult ofStatus(int status, Duration retryAfter) {
    if (status == TOO_MANY_REQUESTS) {
      return throttled(retryAfter);
    }
    if (status >= 500 || status == REQUEST_TIMEOUT) {
      return ofOutage(retryAfter);
    }
    return of(
        switch (status) {
          case 200 -> Outcome.OK;
          case 401, 403 -> Outcome.FORBIDDEN;
          case 404 -> Outcome.ABSENT;
          default -> Outcome.FAILED;
        });
  }

  /** The result of a call to Graph or of a probe. */
  public static AzureCallResult of(AzureAnswer<?> answer) {
    if (answer instanceof AzureAnswer.Done<?>) {
      return of(Outcome.OK);
    }
    if (answer instanceof AzureAnswer.Unusable<?>) {
      return of(Outcome.FAILED);
    }
    return answer instanceof AzureAnswer.Refused<?>
        ? of(Outcome.FORBIDDEN)
        : ofOutage(answer.retryAfter());
  }

  /** The result of a call to Resource Manager. */
  public static AzureCallResult of(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return throttled(throttled.retryAfter());
    }
    if (answer instanceof DirectoryAnswer.Found) {
      return of(Outcome.OK);
    }
    if (answer instanceof DirectoryAnswer.Absent) {
      return of(Outcome.ABSENT);
    }
    if (answer instanceof DirectoryAnswer.Forbidden) {
      return of(Outcome.FORBIDDEN);
    }
    return of(answer instanceof DirectoryAnswer.Down ? Outcome.UNAVAILABLE : Outcome.FAILED);
  }

  private static AzureCallResult ofOutage(Duration retryAfter) {
    return retryAfter.isZero() ? of(Outcome.UNAVAILABLE) : throttled(retryAfter);
  }
}
