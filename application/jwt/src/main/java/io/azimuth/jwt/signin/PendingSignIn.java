package io.azimuth.jwt.signin;

import io.azimuth.domain.jwt.CodeVerifier;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.jwt.config.OidcClient;
import java.time.Instant;
import java.util.Optional;

/**
 * A login with a browser that waits for the person.
 *
 * @param issuer the provider to which the person was sent
 * @param clientId as whom this server asked there
 * @param role the name of the role
 * @param redirectUri where the browser returns to; empty with a device code
 * @param nonce what the id token must repeat
 * @param verifier the secret that redeems the code
 * @param clientNonce what the client must repeat; empty: nothing
 * @param deviceCode by which the provider knows the login; empty when the browser returns
 * @param expires when it expires
 */
record PendingSignIn(
    String issuer,
    String clientId,
    String role,
    String redirectUri,
    SecretText nonce,
    CodeVerifier verifier,
    SecretText clientNonce,
    Optional<SecretText> deviceCode,
    Instant expires) {

  /** Whether a browser returns; otherwise the person types a code. */
  boolean isOfBrowser() {
    return deviceCode.isEmpty();
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }

  /** Whether the mount still has the provider and the client with which the login began. */
  boolean isAt(OidcClient client) {
    return issuer.equals(client.issuer()) && clientId.equals(client.id());
  }

  /** Whether the client is the one that began the login, as far as it wanted that to be checked. */
  boolean isOf(SecretText sent) {
    return clientNonce.isEmpty() || clientNonce.equals(sent);
  }
}
