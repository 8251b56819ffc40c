package io.azimuth.domain.jwt;

/**
 * Why a login with a browser ends before there is an id token. The codes are documented and never
 * renamed; the sentence is for the caller.
 */
public enum SignInRefusal {
  /** No login waits for this state. */
  STATE_UNKNOWN(
      "state_unknown",
      "no login waits for this state: it took longer than five minutes, or was used before"),
  /** Another client began the login. */
  CLIENT_NONCE_MISMATCH("client_nonce_mismatch", "client_nonce is not that of the login's begin"),
  /** The login is that of another provider, or of another client there, than the mount has. */
  PROVIDER_MISMATCH(
      "provider_mismatch", "the login is that of another identity provider, or of another client"),
  /** The provider says that nobody signed in. */
  SIGN_IN_REFUSED("sign_in_refused", "the identity provider refused the sign-in"),
  /** The provider did not take the code. */
  CODE_REFUSED("code_refused", "the identity provider refused the code"),
  /** The provider gave no id token. */
  ID_TOKEN_MISSING("id_token_missing", "the identity provider gave no id token");

  private final String code;
  private final String sentence;

  SignInRefusal(String code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** What happened, without any value. */
  public String sentence() {
    return sentence;
  }
}
