package io.azimuth.azure.config;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of credentials with which the server signs in, and the {@code auth_type} of each. */
public enum CredentialKind {
  CLIENT_SECRET("root_creds"),
  CLIENT_CERTIFICATE("root_creds"),
  /** An identity token of this server's own issuer. */
  PLUGIN_IDENTITY("plugin_wif"),
  /** A token that AKS projects into a file. */
  TOKEN_FILE("aks_wi"),
  /** The managed identity of the machine. */
  MANAGED_IDENTITY("msi");

  private final String authType;

  CredentialKind(String authType) {
    this.authType = authType;
  }

  /** The {@code auth_type} that selects this kind. */
  String authType() {
    return authType;
  }

  /** The first kind that this {@code auth_type} selects; empty for an unknown text. */
  static Optional<CredentialKind> ofAuthType(String text) {
    return Arrays.stream(values()).filter(kind -> kind.authType.equals(text)).findFirst();
  }
}
