package io.azimuth.application.openapi;

/** The extensions that tools for Vault's API read. */
final class VendorExtensions {

  /** The operation needs {@code sudo} besides the capability. */
  static final String SUDO = "x-vault-sudo";

  /** The operation needs no token. */
  static final String UNAUTHENTICATED = "x-vault-unauthenticated";

  /** The operation distinguishes create from update. */
  static final String CREATE = "x-vault-createSupported";

  private VendorExtensions() {}
}
