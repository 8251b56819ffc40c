package io.azimuth.spi.route;

/** Who may use a route. */
public enum Access {
  /** Anybody, also while the server is sealed. */
  PUBLIC_EVEN_SEALED(false, false),
  /** Anybody; a token that comes along is ignored. */
  PUBLIC(false, false),
  /** Anybody; a token that comes along must be valid, and the handler is told whose it is. */
  PUBLIC_OR_VALID_TOKEN(false, false),
  /** Anybody; the handler is told whose token comes along, and one that is not valid is ignored. */
  PUBLIC_WITH_CALLER(false, false),
  /** Anybody; the handler is told of a wrapping token that comes along, which is not used up. */
  WRAPPING_TOKEN(false, false),
  /**
   * A wrapping token, which the route itself uses up, or a token whose policies grant the operation
   * on the path. Whoever has neither reaches the handler without a caller, to be told why not.
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

  /** Whether a token that comes along must be valid. */
  public boolean checksToken() {
    return needsToken || this == PUBLIC_OR_VALID_TOKEN;
  }

  /** Whether a wrapping token may come along and is not used up by that. */
  public boolean takesWrappingToken() {
    return this == WRAPPING_TOKEN || this == WRAPPING_TOKEN_OR_AUTHORIZED;
  }

  /** Whether the handler is told whose token comes along, if that is valid. */
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
