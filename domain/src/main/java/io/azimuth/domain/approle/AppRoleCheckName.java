package io.azimuth.domain.approle;

import io.azimuth.domain.login.LoginCheckName;

/** The checks of a login, in the order in which they are made. The codes are never renamed. */
public enum AppRoleCheckName implements LoginCheckName {
  /** A role has the role id. */
  ROLE_ID("role_id"),
  /** The secret id is one of the role, and its time is not over. */
  SECRET_ID("secret_id"),
  /** The address is one of the secret id. */
  CIDR_LIST("cidr_list"),
  /** The address is one of the role. */
  BOUND_CIDRS("secret_id_bound_cidrs"),
  /** The address is one from which the token can be used. */
  TOKEN_CIDRS("token_bound_cidrs");

  private final String code;

  AppRoleCheckName(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
