package io.azimuth.bootstrap.imports;

/** One item cannot be imported; the others can. The message says why and holds no secret. */
public final class ItemRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal for this reason. */
  public ItemRefusedException(String reason) {
    super(reason);
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
