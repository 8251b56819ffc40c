package io.azimuth.domain.claim;

import java.util.Arrays;
import java.util.Optional;

/**
 * The algorithms of signed tokens whose verifier needs a public key alone (RFC 7518, RFC 8037).
 * There is none that shares a secret, and not {@code none}.
 */
public enum SignatureAlgorithm {
  RS256("RSA"),
  RS384("RSA"),
  RS512("RSA"),
  PS256("RSA"),
  PS384("RSA"),
  PS512("RSA"),
  ES256("EC", "P-256"),
  ES384("EC", "P-384"),
  ES512("EC", "P-521"),
  EDDSA("OKP");

  private final String keyType;
  private final Optional<String> curve;

  SignatureAlgorithm(String keyType) {
    this.keyType = keyType;
    this.curve = Optional.empty();
  }

  SignatureAlgorithm(String keyType, String curve) {
    this.keyType = keyType;
    this.curve = Optional.of(curve);
  }

  /** The algorithm of that name in the header of a token; letter case counts. */
  public static Optional<SignatureAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(it -> it.jwsName().equals(name)).findFirst();
  }

  /** Its name in the header of a token. */
  public String jwsName() {
    return this == EDDSA ? "EdDSA" : name();
  }

  /** The type of its keys, as a JWK names it. */
  public String keyType() {
    return keyType;
  }

  /** The only curve of its keys; empty when any of the type fits. */
  public Optional<String> curve() {
    return curve;
  }
}
