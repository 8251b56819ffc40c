package io.azimuth.product.binding;

/** Who shows which certificate. */
enum Party {
  /** A client without a certificate. */
  NOBODY,
  /** The client that the tokens were issued for. */
  OWNER,
  /** A client with a key and a certificate of its own. */
  OTHER,
  /** The owner's key in another certificate of the same name. */
  RENEWED,
  /** The owner's name over another key. */
  NAMESAKE;

  /** Whether the file of {@code tls_client_ca_file} has its certificate. */
  boolean isTrusted() {
    return this == OWNER || this == OTHER;
  }
}
