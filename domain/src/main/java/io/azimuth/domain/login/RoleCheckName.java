package io.azimuth.domain.login;

/** The checks of the role of a login, which auth methods share. */
public enum RoleCheckName implements LoginCheckName {
  /** A role has the name that the login asks for. */
  ROLE("role"),
  /** The caller's address is one that the role allows. */
  ADDRESS("address");

  private final String code;

  RoleCheckName(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
