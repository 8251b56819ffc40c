package io.azimuth.spi.route;

/** Who may use a route. */
public enum Access {
  /** Every caller, also while the server is sealed. */
  PUBLIC_EVEN_SEALED(false, false),
  /** Every caller; a token is ignored. */
  PUBLIC(false, false),
  /** Every caller; a token, if sent, must be valid, and the handler receives its caller. */
  PUBLIC_OR_VALID_TOKEN(false, false),
  /**
   * Every caller; the handler receives the caller of a valid token, and an invalid token is
   * ignored.
   */
  PUBLIC_WITH_CALLER(false, false),
  /**
   * Every caller; the handler receives a wrapping token, if one is sent, and its use is not
   * counted.
   */
  WRAPPING_TOKEN(false, false),
  /**
   * A wrapping token, which the route itself uses up, or a token whose policies grant the operation
   * on the path. Without either the handler runs without a caller and explains the refusal.
   */
  WRAPPING_TOKEN_OR_AUTHORIZED(false, false),
  /** A token whose policies grant the operation on the path. */
  AUTHORIZED(true, false),
  /** A token whose policies grant the operation and {@code sudo} on the path. */
  SUDO(true, true);

  private final boolean needsToken;
  private final boolean needsSudo;

  Access(boolean needsToken, boolean needsSudo) {
    this.needsToken = needsToken;
    this.needsSudo = needsSudo;
  }

  /** Whether a valid token is needed. */
  public boolean needsToken() {
    return needsToken;
  }

  /** Whether a token, if sent, must be valid. */
  public boolean checksToken() {
    return needsToken || this == PUBLIC_OR_VALID_TOKEN;
  }

  /** Whether a wrapping token may be sent without being used up. */
  public boolean takesWrappingToken() {
    return this == WRAPPING_TOKEN || this == WRAPPING_TOKEN_OR_AUTHORIZED;
  }

  /** Whether the handler receives the caller of a valid token. */
  public boolean looksForCaller() {
    return this == PUBLIC_WITH_CALLER || this == WRAPPING_TOKEN_OR_AUTHORIZED;
  }

  /** Whether the policies of the caller, if there is one, must grant the operation. */
  public boolean asksPolicies() {
    return needsToken || this == WRAPPING_TOKEN_OR_AUTHORIZED;
  }

  /** Whether {@code sudo} is needed besides the operation. */
  public boolean needsSudo() {
    return needsSudo;
  }
}
