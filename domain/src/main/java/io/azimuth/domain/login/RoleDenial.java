package io.azimuth.domain.login;

/**
 * Why the role of a login does not count: the same in every auth method, once it is proved whose
 * login it is.
 *
 * @see LoginCheck#roleUnknown
 */
public enum RoleDenial implements LoginDenial {
  /** No role has the name that the login asks for. */
  ROLE_UNKNOWN(
      "role_unknown",
      "no role has this name",
      "write the role, or send the name of one that exists; it may have been deleted or renamed");

  private final String code;
  private final String sentence;
  private final String hint;

  RoleDenial(String code, String sentence, String hint) {
    this.code = code;
    this.sentence = sentence;
    this.hint = hint;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public String hint() {
    return hint;
  }

  @Override
  public LoginDenial asCallerSeesIt() {
    return this;
  }
}
