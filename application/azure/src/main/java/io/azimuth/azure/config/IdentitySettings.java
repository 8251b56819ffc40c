package io.azimuth.azure.config;

import io.azimuth.azure.port.ServerClientCertificate;
import io.azimuth.domain.rotation.OldPassword;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.Optional;

/**
 * The configured identity with which the server itself signs in to Azure.
 *
 * @param clientId the client id of its application or user-assigned identity, or empty
 * @param clientSecret a password of that application, or empty
 * @param own key id and expiry of the password or certificate, when a rotation added it
 * @param clientCertificate certificate and private key of that application in PEM, or empty
 * @param tokenAudience the audience of this server's identity tokens; empty without federation
 * @param tokenTtl the lifetime of those tokens; zero for the issuer's default
 * @param authType which of these is used, or empty for the first that is set
 */
public record IdentitySettings(
    String clientId,
    SecretText clientSecret,
    Optional<OwnPassword> own,
    SecretText clientCertificate,
    String tokenAudience,
    Duration tokenTtl,
    String authType) {

  /** These settings with a password or certificate that a rotation made. */
  public IdentitySettings with(RotatedKind kind, SecretText value, OwnPassword made) {
    boolean certificate = kind == RotatedKind.CERTIFICATE;
    return new IdentitySettings(
        clientId,
        certificate ? clientSecret : value,
        Optional.of(made),
        certificate ? value : clientCertificate,
        tokenAudience,
        tokenTtl,
        authType);
  }

  /** What a rotation replaces: the password if there is one, else the certificate, or empty. */
  public RotatedKind rotatedKind() {
    return clientSecret.isEmpty() && !clientCertificate.isEmpty()
        ? RotatedKind.CERTIFICATE
        : RotatedKind.PASSWORD;
  }

  /** The stored password or certificate, as a rotation replaces it; the value may be empty. */
  public OldPassword replaceable() {
    Optional<String> ownKeyId = own.map(OwnPassword::keyId);
    return rotatedKind() == RotatedKind.CERTIFICATE
        ? new OldPassword(
            clientCertificate,
            ownKeyId,
            ServerClientCertificate.parse(clientCertificate)
                .value()
                .map(ServerClientCertificate::thumbprint))
        : new OldPassword(clientSecret, ownKeyId);
  }

  IdentitySettings withClientId(String other) {
    return new IdentitySettings(
        other, clientSecret, own, clientCertificate, tokenAudience, tokenTtl, authType);
  }
}
