package io.azimuth.adapters.azure.resource;

import java.io.IOException;

/**
 * A repetition would come after the question's time, so it ends with what the last try gave. Has no
 * cause, since the SDK looks through causes for a reason to try again.
 */
final class GivenUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private GivenUpException(String message) {
    super(message);
  }

  static GivenUpException after(int status) {
    return new GivenUpException("Resource Manager answered " + status);
  }

  static GivenUpException after(Throwable failure) {
    return new GivenUpException(
        Causes.has(failure, IOException.class)
            ? "Resource Manager cannot be reached: " + Causes.rootName(failure)
            : "Resource Manager did not answer in time");
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
