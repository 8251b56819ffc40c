package io.azimuth.application.openapi;

/** What the field's tools look for beside what OpenAPI has. */
final class VendorExtensions {

  /** Needs {@code sudo} besides the capability. */
  static final String SUDO = "x-vault-sudo";

  /** Needs no token. */
  static final String UNAUTHENTICATED = "x-vault-unauthenticated";

  /** Tells making from changing. */
  static final String CREATE = "x-vault-createSupported";

  private VendorExtensions() {}
}
