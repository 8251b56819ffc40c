package io.azimuth.domain.claim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The key to which a token is bound by its claim {@code cnf} (RFC 7800). Such a token is no bearer
 * token: it counts only with the proof of that key. Of the ways to name a key, the certificate of
 * the connection is understood ({@code x5t#S256}, RFC 8705), alone and in its exact form.
 */
public final class TokenBinding {

  private static final String CONFIRMATION = "cnf";
  private static final String THUMBPRINT = "x5t#S256";

  private final boolean bearer;
  private final Optional<CertificateDigest> certificate;
  private final String members;

  private TokenBinding(boolean bearer, Optional<CertificateDigest> certificate, String members) {
    this.bearer = bearer;
    this.certificate = certificate;
    this.members = members;
  }

  /** The binding of the token with these claims. */
  public static TokenBinding of(ClaimSet claims) {
    if (!claims.names(CONFIRMATION)) {
      return new TokenBinding(true, Optional.empty(), "");
    }
    Object value = claims.at(List.of(CONFIRMATION)).orElse("null");
    if (!(value instanceof Map<?, ?> members)) {
      return new TokenBinding(false, Optional.empty(), "no object");
    }
    Optional<CertificateDigest> only =
        members.size() == 1 && members.get(THUMBPRINT) instanceof String text
            ? CertificateDigest.parse(text)
            : Optional.empty();
    return new TokenBinding(
        false,
        only,
        String.join(", ", claims.memberNames(CONFIRMATION).stream().sorted().toList()));
  }

  /** Whether the token is bound to nothing, so that who has it may use it. */
  public boolean isBearer() {
    return bearer;
  }

  /** The certificate to which it is bound, and to nothing else; empty for a bearer token, too. */
  public Optional<CertificateDigest> certificate() {
    return certificate;
  }

  /** The names of the members of the claim, for operators: external text. */
  public String members() {
    return members;
  }

  /**
   * Why the token does not count on a connection.
   *
   * @param shown the certificate whose key the client of the connection proved to have
   */
  public Optional<TokenRejection> problem(Optional<CertificateDigest> shown) {
    Objects.requireNonNull(shown, "shown");
    if (bearer) {
      return Optional.empty();
    }
    if (certificate.isEmpty()) {
      return Optional.of(TokenRejection.BINDING_NOT_UNDERSTOOD);
    }
    return certificate.equals(shown)
        ? Optional.empty()
        : Optional.of(TokenRejection.BINDING_NOT_PROVED);
  }
}
