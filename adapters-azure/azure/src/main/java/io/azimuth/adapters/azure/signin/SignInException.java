package io.azimuth.adapters.azure.signin;

import io.azimuth.adapters.azure.pipeline.CallException;

/** The server got no token for itself; the message is for the operator and holds no secret. */
public final class SignInException extends CallException {
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
}
