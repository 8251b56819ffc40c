package io.azimuth.adapters.azure.pipeline;

/** What Azure said, or what is configured, cannot be used; the message is for the operator. */
public final class UnusableAnswerException extends CallException {
  private static final long serialVersionUID = 1L;

  public UnusableAnswerException(String message) {
    super(message);
  }
}
