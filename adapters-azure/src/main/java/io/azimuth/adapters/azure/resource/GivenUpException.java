package io.azimuth.adapters.azure.resource;

/** A repetition would come after the question's time; so it ends with what the last try gave. */
final class GivenUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private GivenUpException(String message) {
    super(message);
  }

  private GivenUpException(Throwable cause) {
    super("failed", cause);
  }

  static GivenUpException after(int status) {
    return new GivenUpException("answered " + status);
  }

  static GivenUpException after(Throwable failure) {
    return new GivenUpException(failure);
  }
}
