package io.azimuth.adapters.azure.resource;

/**
 * The server got no token for itself; the message is for the operator and holds no secret. Has no
 * cause, since the SDK looks through causes for a reason to try again.
 */
final class SignInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignInException(String message) {
    super(message);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
