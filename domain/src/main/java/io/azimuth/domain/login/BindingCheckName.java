package io.azimuth.domain.login;

/** The checks of keys that are made after those of the auth method, for every one alike. */
public enum BindingCheckName implements LoginCheckName {
  /** The connection showed a certificate, where the role binds its tokens to one. */
  BIND_TOKEN("bind_token");

  private final String code;

  BindingCheckName(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
