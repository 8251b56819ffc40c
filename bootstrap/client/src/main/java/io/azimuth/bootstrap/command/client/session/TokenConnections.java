package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.token.TokenStores;
import io.azimuth.domain.secret.SecretText;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections on which tokens are sent: that of a token whose key is kept shows its
 * certificate.
 */
final class TokenConnections {

  private final ClientContext context;
  private final ApiClient plain;
  private final boolean isShowing;
  private final Map<SecretText, ApiClient> keyed = new HashMap<>();

  /**
   * Creates connections with the server of this client.
   *
   * @param isShowing whether this client shows the certificate of a login, which then counts
   */
  TokenConnections(ClientContext context, ApiClient plain, boolean isShowing) {
    this.context = context;
    this.plain = plain;
    this.isShowing = isShowing;
  }

  /**
   * The client for requests with this token.
   *
   * @throws ClientException if the kept key cannot be read
   */
  ApiClient of(SecretText token) {
    if (isShowing || !plain.settings().isOverTls()) {
      return plain;
    }
    return keyed.computeIfAbsent(
        token,
        it ->
            TokenStores.key(context.environment(), it)
                .map(key -> ApiClient.of(plain.settings().showing(key), context.pause()))
                .orElse(plain));
  }

  /** The failure of a request with this token, with advice when its certificate was missing. */
  ClientException advised(ClientException failure, SecretText token) {
    return failure.names("binding_not_proved")
        ? failure.advisedIfForbidden(advice(of(token).settings()))
        : failure;
  }

  private static String advice(ClientSettings settings) {
    if (!settings.isOverTls()) {
      return "The token is bound to a certificate, which only a connection with TLS can show: the"
          + " address begins with http://.";
    }
    if (settings.tls().shown().isPresent()) {
      return "The certificate of this token was shown, if the server asked for one: does its"
          + " listener have tls_request_client_cert, and does a proxy before it pass certificates"
          + " on?";
    }
    return settings.tls().clientCert().isPresent()
        ? "The token is bound to another certificate than that of --client-cert"
            + " (AZIMUTH_CLIENT_CERT, VAULT_CLIENT_CERT). Name that of its login, or log in again."
        : "The token is bound to a certificate whose key is not here. Log in again with azimuth"
            + " login --bind, which keeps the key in ~/.vault-token.pem; or name the certificate of"
            + " the login with --client-cert and --client-key.";
  }
}
