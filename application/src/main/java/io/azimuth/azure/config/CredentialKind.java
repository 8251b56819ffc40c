package io.azimuth.azure.config;

import java.util.Arrays;
import java.util.Optional;

/** What the server can prove itself with, and the {@code auth_type} that asks for it. */
public enum CredentialKind {
  /** A client secret. */
  CLIENT_SECRET("root_creds"),
  /** A client certificate. */
  CLIENT_CERTIFICATE("root_creds"),
  /** A token of our own issuer. */
  PLUGIN_IDENTITY("plugin_wif"),
  /** A token that AKS projects into a file. */
  TOKEN_FILE("aks_wi"),
  /** The managed identity of the machine. */
  MANAGED_IDENTITY("msi");

  private final String authType;

  CredentialKind(String authType) {
    this.authType = authType;
  }

  /** The {@code auth_type} that asks for it. */
  String authType() {
    return authType;
  }

  /** The one that this {@code auth_type} asks for first; empty for a text that is none. */
  static Optional<CredentialKind> ofAuthType(String text) {
    return Arrays.stream(values()).filter(kind -> kind.authType.equals(text)).findFirst();
  }
}
