package io.azimuth.adapters.azure.pipeline;

import java.io.IOException;

/** A repetition would come after the question's time, so it ends with what the last try gave. */
public final class RetryBudgetExceededException extends CallException {
  private static final long serialVersionUID = 1L;

  private RetryBudgetExceededException(String message) {
    super(message);
  }

  static RetryBudgetExceededException after(int status) {
    return new RetryBudgetExceededException("Resource Manager answered " + status);
  }

  public static RetryBudgetExceededException after(Throwable failure) {
    return new RetryBudgetExceededException(
        CauseChain.has(failure, IOException.class)
            ? "Resource Manager cannot be reached: " + FailureWords.of(failure)
            : "Resource Manager did not answer in time");
  }
}
