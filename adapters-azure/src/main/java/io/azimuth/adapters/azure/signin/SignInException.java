package io.azimuth.adapters.azure.signin;

/**
 * The server got no token for itself; the message is for the operator and holds no secret. Has no
 * cause, since the SDK looks through causes for a reason to try again.
 */
public final class SignInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  public SignInException(String message) {
    this(message, false);
  }

  private SignInException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** Trying again the same way is of no use. */
  static SignInException refused(String message) {
    return new SignInException(message, true);
  }

  public boolean isRefused() {
    return refused;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
