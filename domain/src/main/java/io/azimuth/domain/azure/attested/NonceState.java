package io.azimuth.domain.azure.attested;

/** What a mount knows of the nonce of a document. */
public enum NonceState {
  /** The mount issued it, it has not expired, and no login used it. */
  FRESH("a fresh nonce of this mount"),
  /** A login used it. */
  USED("a nonce that a login used"),
  /** The mount issued it, and it has expired. */
  EXPIRED("an expired nonce of this mount"),
  /** The mount did not issue it. */
  FOREIGN("a nonce that this mount did not issue");

  private final String text;

  NonceState(String text) {
    this.text = text;
  }

  /** What it is, in words, for the operator. */
  public String text() {
    return text;
  }
}
