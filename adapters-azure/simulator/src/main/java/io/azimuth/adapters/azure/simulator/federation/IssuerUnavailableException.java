package io.azimuth.adapters.azure.simulator.federation;

/** An issuer's documents could not be had; the message says why, for whoever sets it up. */
final class IssuerUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(String message) {
    super(message);
  }

  IssuerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
