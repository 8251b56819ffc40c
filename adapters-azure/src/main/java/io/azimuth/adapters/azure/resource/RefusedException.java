package io.azimuth.adapters.azure.resource;

/**
 * Azure was understood, and the answer to what was wanted is no; the message is for the operator.
 */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
