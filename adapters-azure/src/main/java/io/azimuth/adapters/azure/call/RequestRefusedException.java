package io.azimuth.adapters.azure.call;

/**
 * Azure was understood, and the answer to what was wanted is no; the message is for the operator.
 */
public final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RequestRefusedException(String message) {
    super(message);
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
