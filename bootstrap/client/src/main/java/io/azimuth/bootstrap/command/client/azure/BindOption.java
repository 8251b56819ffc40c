package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that has the token of a login bound to a key. */
final class BindOption {

  @Option(
      names = "--bind",
      description =
          "Make a key and a certificate, show it to the server, and keep both with the token: a"
              + " copy of the token alone then opens nothing. The role must have bind_token, and the"
              + " listener tls_request_client_cert, else the login fails. With --client-cert the"
              + " token is bound to that certificate, and nothing is made or kept of it.")
  private boolean bind;

  /** Whether the server has bound a token. */
  private enum Bound {
    YES,
    NO,
    UNKNOWN
  }

  boolean isGiven() {
    return bind;
  }

  /** The key of a login: that of its proof, or else a new one if this option wants one. */
  Optional<ClientKey> key(ClientSession session, Optional<ClientKey> ofProof) {
    boolean named = session.settings().tls().clientCert().isPresent();
    return ofProof.isPresent() || !bind || named ? ofProof : Optional.of(ClientKey.generate());
  }

  /**
   * The session that keeps the token of a login: the one that showed a key if the token is bound to
   * it, or may be, and else the other one. Warns if this option is given and it may be.
   *
   * @param shown the session of the login
   * @throws ClientException if the token is not bound and this option wants it to be, or the server
   *     cannot be asked; with this option the token is revoked then
   */
  ClientSession keeping(ClientSession shown, ClientSession other, ApiReply login) {
    SecretText fresh = login.issuedToken().orElseThrow();
    if (!bind && shown == other) {
      return shown;
    }
    Bound bound = bound(shown, login, fresh);
    if (bind && bound == Bound.UNKNOWN) {
      shown
          .printer()
          .warning(
              "the server was not asked whether it bound the token: the token has few uses, or may"
                  + " not look itself up");
    }
    if (bound != Bound.NO) {
      return shown;
    }
    if (bind) {
      revoke(shown, fresh);
      throw new ClientException(
          "Error logging in: the server did not bind the token, which was therefore revoked. Its"
              + " role needs bind_token, and its listener must ask for certificates"
              + " (tls_request_client_cert); a proxy before it must pass them on.");
    }
    return other;
  }

  // A use of a token that has few is not spent on the question, and not every token may ask.
  private Bound bound(ClientSession session, ApiReply login, SecretText fresh) {
    boolean counted =
        login
            .object("auth")
            .flatMap(auth -> auth.get("num_uses"))
            .filter(uses -> !PlainText.of(uses).equals("0"))
            .isPresent();
    if (counted) {
      return Bound.UNKNOWN;
    }
    try {
      ApiReply found =
          session.sendAs(
              "Error looking at the new token",
              ApiCall.get("auth/token/lookup-self"),
              Optional.of(fresh));
      return found.data().get("bound_certificate").isPresent() ? Bound.YES : Bound.NO;
    } catch (ClientException e) {
      if (e.isForbidden()) {
        return Bound.UNKNOWN;
      }
      if (bind) {
        revokeAfter(e, session, fresh);
      }
      throw e;
    }
  }

  // The server may be away for this too; the first failure is the one that is reported.
  private static void revokeAfter(ClientException why, ClientSession session, SecretText fresh) {
    try {
      revoke(session, fresh);
    } catch (ClientException e) {
      why.addSuppressed(e);
    }
  }

  private static void revoke(ClientSession session, SecretText fresh) {
    try {
      session.sendAs(
          "Error revoking",
          ApiCall.put("auth/token/revoke-self", Value.Obj.EMPTY),
          Optional.of(fresh));
    } catch (ClientException e) {
      throw new ClientException(
          "Error logging in: the server did not bind the token, which could not be revoked", e);
    }
  }
}
