package io.azimuth.domain.login;

/**
 * Why a token that is bound to a key, or is not, does not count: the same in every auth method.
 *
 * @see LoginCheck#binding
 * @see LoginCheck#boundToken
 */
public enum BindingDenial implements WordedDenial {
  /** The connection did not show the certificate to which the token is bound. */
  BINDING_NOT_PROVED(
      "binding_not_proved",
      "the token is bound to a certificate that this connection did not show",
      "log in with the certificate and the key for which the token was issued; the listener needs"
          + " tls_request_client_cert, and behind a proxy x_forwarded_client_cert. When the machine"
          + " has no such certificate, somebody else may have its token"),
  /** The token is bound to a key in another way than by a certificate. */
  BINDING_NOT_UNDERSTOOD(
      "binding_not_understood",
      "the token is bound to a key in a way that cannot be checked here",
      "the claim cnf may hold x5t#S256 alone, the digest of a certificate; ask the issuer for a"
          + " token that is bound to a certificate, or to nothing"),
  /** The role takes tokens that are bound to a key, and none that whoever has it may use. */
  TOKEN_NOT_BOUND(
      "token_not_bound",
      "the role asks for a token that is bound to a certificate",
      "let the issuer bind the token to the certificate of the machine (mtls_pop of Entra ID), or"
          + " remove require_bound_token from the role"),
  /** The role binds its tokens to a certificate, and the connection showed none. */
  CERTIFICATE_MISSING(
      "certificate_missing",
      "the role binds its tokens to a certificate, and this connection showed none",
      "log in with a certificate of the client; the listener needs tls_request_client_cert, and"
          + " behind a proxy x_forwarded_client_cert. bind_token if_possible binds only where there"
          + " is one");

  private final DenialWords words;

  BindingDenial(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  @Override
  public DenialWords words() {
    return words;
  }

  /** A token without its key may be a stolen one. */
  @Override
  public boolean isAlarm() {
    return this == BINDING_NOT_PROVED;
  }
}
