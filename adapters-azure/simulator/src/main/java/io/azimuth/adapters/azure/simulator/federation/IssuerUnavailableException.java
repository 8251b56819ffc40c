package io.azimuth.adapters.azure.simulator.federation;

/** An issuer's documents cannot be read; the message has the reason and goes to the client. */
final class IssuerUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(String message) {
    super(message);
  }

  IssuerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
