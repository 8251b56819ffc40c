package io.azimuth.adapters.azure.attested;

/**
 * A document counts for nothing; the message has the reason, without any part of the document but
 * the name of an issuer, escaped.
 */
final class RejectedDocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  RejectedDocumentException(String problem) {
    super(problem);
  }

  RejectedDocumentException(String problem, Throwable cause) {
    super(problem, cause);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
