package io.azimuth.adapters.azure.pipeline;

import java.io.IOException;

/** A repetition would come after the question's time, so it ends with what the last try gave. */
public final class RetryBudgetExceededException extends CallException {
  private static final long serialVersionUID = 1L;

  private final String how;

  private RetryBudgetExceededException(String how) {
    super("Resource Manager " + how);
    this.how = how;
  }

  /** What the service did, without its name. */
  public String how() {
    return how;
  }

  static RetryBudgetExceededException after(int status) {
    return new RetryBudgetExceededException("answered " + status);
  }

  public static RetryBudgetExceededException after(Throwable failure) {
    return new RetryBudgetExceededException(
        CauseChain.has(failure, IOException.class)
            ? "cannot be reached: " + FailureWords.of(failure)
            : "did not answer in time");
  }
}
