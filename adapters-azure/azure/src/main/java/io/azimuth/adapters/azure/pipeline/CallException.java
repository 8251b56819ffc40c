package io.azimuth.adapters.azure.pipeline;

/**
 * Why a call came to nothing, in our words and for the operator. Has no cause, since the SDK looks
 * through causes for a reason to try again.
 */
public abstract class CallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CallException(String message) {
    super(message);
  }

  public final String detail() {
    return String.valueOf(getMessage());
  }
}
