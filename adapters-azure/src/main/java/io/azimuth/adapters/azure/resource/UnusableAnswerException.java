package io.azimuth.adapters.azure.resource;

/** What Azure said, or what is configured, cannot be used; the message is for the operator. */
final class UnusableAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableAnswerException(String message) {
    super(message);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
