package io.azimuth.jwt.config;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.spi.verify.SignatureExpectation;
import java.util.Optional;

/**
 * This server as a client of the identity provider.
 *
 * @param provider where the provider describes itself
 * @param expectation who must have signed an id token: the provider alone
 * @param secret its secret; empty for a public client, which proves itself by PKCE alone
 */
public record OidcClient(
    KeySource.Discovered provider,
    SignatureExpectation expectation,
    String id,
    Optional<SecretText> secret) {

  public OidcClient {
    if (id.isEmpty() || secret.filter(SecretText::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a client has an id, and no empty secret");
    }
  }

  /** The issuer, as tokens name it. */
  public String issuer() {
    return provider.issuer().uri().toString();
  }
}
