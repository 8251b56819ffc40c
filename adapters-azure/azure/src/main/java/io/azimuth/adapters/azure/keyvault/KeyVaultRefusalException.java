package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.pipeline.CallException;

/** Key Vault answered with an error; the message is for the operator and has no text of Azure's. */
final class KeyVaultRefusalException extends CallException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private KeyVaultRefusalException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Nothing has to be changed: it will answer again. */
  static KeyVaultRefusalException passing(String message) {
    return new KeyVaultRefusalException(message, true);
  }

  /** Somebody has to change something. */
  static KeyVaultRefusalException lasting(String message) {
    return new KeyVaultRefusalException(message, false);
  }

  boolean isPassing() {
    return passing;
  }
}
