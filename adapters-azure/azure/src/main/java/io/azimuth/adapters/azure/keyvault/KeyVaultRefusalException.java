package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.pipeline.CallException;
import io.azimuth.azure.metrics.AzureCallResult;

/** Key Vault answered with an error; the message is for the operator and has no text of Azure's. */
final class KeyVaultRefusalException extends CallException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;
  private final AzureCallResult.Outcome outcome;

  private KeyVaultRefusalException(
      String message, boolean passing, AzureCallResult.Outcome outcome) {
    super(message);
    this.passing = passing;
    this.outcome = outcome;
  }

  /** Nothing has to be changed: it will answer again. */
  static KeyVaultRefusalException passing(String message) {
    return new KeyVaultRefusalException(message, true, AzureCallResult.Outcome.UNAVAILABLE);
  }

  /** Somebody has to change something. */
  static KeyVaultRefusalException lasting(String message, AzureCallResult.Outcome outcome) {
    return new KeyVaultRefusalException(message, false, outcome);
  }

  boolean isPassing() {
    return passing;
  }

  /** What is counted. */
  AzureCallResult.Outcome outcome() {
    return outcome;
  }
}
