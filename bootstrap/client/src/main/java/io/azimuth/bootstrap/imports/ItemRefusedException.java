package io.azimuth.bootstrap.imports;

/** One item cannot be imported; the others can. The message has the reason and holds no secret. */
public final class ItemRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ItemRefusedException(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
