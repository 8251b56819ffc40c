package io.azimuth.azure.config;

import io.azimuth.azure.port.ServerClientCertificate;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.spi.api.RefusedException;

/** The rules for the identity of the server when it is written. */
public final class ServerIdentityRules {

  private static final int MAX_TOKEN_AUDIENCE = 600;

  private final ServerCredentials credentials;

  public ServerIdentityRules(ServerCredentials credentials) {
    this.credentials = credentials;
  }

  /**
   * Refuses invalid parameters of identity tokens. Command lines that get the audience as a value
   * read one that begins with @ from the file of that name, and one that begins with a hyphen from
   * standard input or as an option.
   */
  void checkTokens(IdentitySettings identity) {
    String audience = identity.tokenAudience();
    if (audience.length() > MAX_TOKEN_AUDIENCE) {
      throw RefusedException.invalid("identity_token_audience has at most 600 characters");
    }
    if (audience.startsWith("@") || audience.startsWith("-")) {
      throw RefusedException.invalid("identity_token_audience begins with neither @ nor -");
    }
    if (identity.tokenTtl().compareTo(SigningKeyRing.LONGEST_TOKEN) > 0) {
      throw RefusedException.invalid(
          "identity_token_ttl is at most 24h: Entra refuses assertions that live longer");
    }
  }

  /** Refuses two credentials together, because one of them would have no effect. */
  void checkExclusion(IdentitySettings identity) {
    boolean secret = !identity.clientSecret().isEmpty();
    boolean certificate = !identity.clientCertificate().isEmpty();
    boolean audience = !identity.tokenAudience().isEmpty();
    if (secret && audience) {
      throw onlyOne("client_secret", "identity_token_audience");
    }
    if (certificate && audience) {
      throw onlyOne("client_certificate", "identity_token_audience");
    }
    if (secret && certificate) {
      throw onlyOne("client_secret", "client_certificate");
    }
  }

  /**
   * Refuses an invalid certificate, and an {@code auth_type} without the parameters that it needs.
   */
  void checkChoice(IdentitySettings inForce, String mountUuid) {
    if (!inForce.clientCertificate().isEmpty()) {
      var unused =
          RefusedException.orRefuse(ServerClientCertificate.parse(inForce.clientCertificate()));
    }
    if (inForce.authType().isEmpty()) {
      return; // parameters may be written one by one
    }
    if (CredentialKind.ofAuthType(inForce.authType()).isEmpty()) {
      throw RefusedException.invalid(
          "auth_type must be \"root_creds\", \"plugin_wif\", \"aks_wi\" or \"msi\"");
    }
    var unused = RefusedException.orRefuse(credentials.check(inForce, mountUuid));
  }

  private static RefusedException onlyOne(String one, String other) {
    return RefusedException.invalid(
        "only one of '"
            + one
            + "' or '"
            + other
            + "' can be set; send "
            + one
            + "=\"\" in the same write to switch");
  }
}
