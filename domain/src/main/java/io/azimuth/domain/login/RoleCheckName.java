package io.azimuth.domain.login;

/** The check of the role of a login, which every auth method has. */
public enum RoleCheckName implements LoginCheckName {
  /** A role has the name that the login asks for. */
  ROLE("role");

  private final String code;

  RoleCheckName(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
