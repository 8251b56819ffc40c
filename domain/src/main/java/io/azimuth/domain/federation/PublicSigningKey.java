package io.azimuth.domain.federation;

import java.util.Objects;

/**
 * The public half of a signing key, RSA, for RS256: other systems verify tokens of this server with
 * it.
 *
 * @param id names it in tokens and in the key set; unique and never used again
 * @param modulus base64url without padding, as in a JWK
 * @param exponent base64url without padding, as in a JWK
 */
public record PublicSigningKey(String id, String modulus, String exponent) {

  /** The only algorithm, since Entra ID accepts no other for federated credentials. */
  public static final String ALGORITHM = "RS256";

  public PublicSigningKey {
    Objects.requireNonNull(modulus, "modulus");
    Objects.requireNonNull(exponent, "exponent");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a key has an id");
    }
  }
}
