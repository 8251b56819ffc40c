package io.azimuth.azure.port;

/** How the search for the certificates between a signer of documents and a root ended. */
public enum IssuerSearch {
  /** They were found: the document is worth verifying again. */
  FOUND,
  /** What is at the addresses leads to no root. */
  NOT_THERE,
  /**
   * An address gave no certificate, or is not asked now: this proves nothing about the document.
   */
  UNANSWERED
}
