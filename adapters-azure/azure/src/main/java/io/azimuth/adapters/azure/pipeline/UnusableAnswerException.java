package io.azimuth.adapters.azure.pipeline;

/** Azure's answer, or the configuration, cannot be used; the message is for the operator. */
public final class UnusableAnswerException extends CallException {
  private static final long serialVersionUID = 1L;

  public UnusableAnswerException(String message) {
    super(message);
  }
}
