package io.azimuth.bootstrap.imports;

/** One item cannot be imported; the others can. The message says why and holds no secret. */
public final class ItemRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ItemRefusedException(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
