package io.azimuth.domain.jwt;

import io.azimuth.domain.login.DenialWords;
import io.azimuth.domain.login.Disclosure;
import io.azimuth.domain.login.WordedDenial;

/**
 * Why a login with a browser ends before there is an id token. The codes are documented and never
 * renamed; the sentence is for the caller, the hint for the operator alone.
 */
public enum SignInRefusal implements WordedDenial {
  /** No login waits for this state. */
  STATE_UNKNOWN(
      "state_unknown",
      "no login waits for this state: it took longer than five minutes, or was used before",
      "begin the login again; a browser that returns twice ends a login once"),
  /** Another client began the login. */
  CLIENT_NONCE_MISMATCH(
      "client_nonce_mismatch",
      "client_nonce is not that of the login's begin",
      "the client that began the login must end it, with the same client_nonce"),
  /** The login is that of another provider, or of another client there, than the mount has. */
  PROVIDER_MISMATCH(
      "provider_mismatch",
      "the login is that of another identity provider, or of another client",
      "begin the login again, if the configuration of the mount changed meanwhile; else the browser"
          + " came back from a provider that is not oidc_discovery_url"),
  /** The provider reports that the person did not sign in. */
  SIGN_IN_REFUSED(
      "sign_in_refused",
      "the identity provider refused the sign-in",
      "the provider's error says why: the person may lack access to the application"),
  /** The provider did not take the code. */
  CODE_REFUSED(
      "code_refused",
      "the identity provider refused the code",
      "the provider's error says why: compare the redirect addresses that it admits"),
  /** The provider gave no id token. */
  ID_TOKEN_MISSING(
      "id_token_missing",
      "the identity provider gave no id token",
      "the scope openid must be admitted for the application at the provider");

  private final DenialWords words;

  SignInRefusal(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  @Override
  public DenialWords words() {
    return words;
  }

  /** Without an id token no person is proved. */
  @Override
  public Disclosure disclosure() {
    return Disclosure.NOTHING;
  }
}
