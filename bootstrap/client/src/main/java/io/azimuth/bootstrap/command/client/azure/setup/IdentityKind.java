package io.azimuth.bootstrap.command.client.azure.setup;

/** As what the server signs in to Azure. */
enum IdentityKind {
  /** An app registration with its service principal. */
  APPLICATION,
  /** A user-assigned managed identity. */
  MANAGED_IDENTITY
}
