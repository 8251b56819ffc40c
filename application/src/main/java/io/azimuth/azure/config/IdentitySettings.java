package io.azimuth.azure.config;

import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * As whom the server itself signs in to Azure, as configured (spec 8.1).
 *
 * @param clientId of its application or user-assigned identity, or empty
 * @param clientSecret of that application, or empty
 * @param own the password's key id and end, when a rotation of ours made it
 * @param clientCertificate certificate and private key of that application in PEM, or empty
 * @param tokenAudience whom our issuer's tokens are for; empty without federation
 * @param tokenTtl how long those are valid; zero for the issuer's default
 * @param authType which of these is used, or empty for the first that is there
 */
public record IdentitySettings(
    String clientId,
    SecretText clientSecret,
    Optional<OwnPassword> own,
    SecretText clientCertificate,
    String tokenAudience,
    Duration tokenTtl,
    String authType) {

  public IdentitySettings {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(clientSecret, "clientSecret");
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(clientCertificate, "clientCertificate");
    Objects.requireNonNull(tokenAudience, "tokenAudience");
    Objects.requireNonNull(tokenTtl, "tokenTtl");
    Objects.requireNonNull(authType, "authType");
  }

  /** The same with a password that a rotation made. */
  public IdentitySettings with(SecretText secret, OwnPassword made) {
    return new IdentitySettings(
        clientId, secret, Optional.of(made), clientCertificate, tokenAudience, tokenTtl, authType);
  }

  /** The same with another client id. */
  IdentitySettings withClientId(String other) {
    return new IdentitySettings(
        other, clientSecret, own, clientCertificate, tokenAudience, tokenTtl, authType);
  }
}
