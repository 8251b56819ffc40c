package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.InvalidSettingsException;

/** How the server proves to the database who it is. */
enum DatabaseAuthMode {
  /** By a password, or by a certificate. */
  PASSWORD,
  /** By an access token in the place of the password. */
  ACCESS_TOKEN;

  static DatabaseAuthMode of(String key, String text) {
    return switch (text) {
      case "standard" -> PASSWORD;
      case "azure", "azure_msi" -> ACCESS_TOKEN;
      default -> throw new InvalidSettingsException(key, "is one of standard, azure, azure_msi");
    };
  }
}
