package io.azimuth.adapters.azure.resource;

/** The server got no token for itself; the message is for the operator and holds no secret. */
final class SignInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignInException(String message) {
    super(message);
  }

  SignInException(String message, Throwable cause) {
    super(message, cause);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
