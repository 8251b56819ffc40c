package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.client.azure.AttestationProgram;

/** What to do about a login that is refused. */
final class LoginAdvice {

  private static final String NOT_SEEN =
      "The certificate of this login was shown, if the server asked for one: does its listener have"
          + " tls_request_client_cert, and does a proxy before it pass certificates on?";

  private LoginAdvice() {}

  /**
   * The refusal with what to do about it.
   *
   * @param tls the settings of the login
   */
  static ClientException on(ClientException refusal, TlsSettings tls) {
    boolean missing = refusal.names("certificate_missing");
    if (missing || refusal.names("binding_not_proved")) {
      return refusal.advisedIfForbidden(certificate(missing, tls));
    }
    if (refusal.names("attestation_missing")) {
      return refusal.advisedIfForbidden(
          "--attestation-command names a program that attests this machine with the nonce in "
              + AttestationProgram.NONCE
              + ".");
    }
    return refusal.advisedIfForbidden("azimuth explain, with the same options, shows more.");
  }

  private static String certificate(boolean missing, TlsSettings tls) {
    if (tls.shown().isPresent() || (missing && tls.clientCert().isPresent())) {
      return NOT_SEEN;
    }
    return missing
        ? "azimuth login --bind makes a key and shows its certificate; --client-cert names one."
        : "The JWT of this login is bound to a certificate: name it and its key with --client-cert"
            + " and --client-key.";
  }
}
