package io.azimuth.adapters.jose;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one key of a JWK set from {@code n} and {@code e}, else from the first certificate in
 * {@code x5c}, since Azure's attestation service publishes keys by their certificates alone.
 * Nothing else of a certificate counts: the TLS connection has already proved where the key comes
 * from.
 */
final class RsaKeyReader {

  private static final int MIN_MODULUS_BITS = 2_048;
  private static final int MAX_MODULUS_BITS = 8_192;
  private static final int MAX_EXPONENT_BITS = 32;
  private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]{1,256}");

  private RsaKeyReader() {}

  /** The key; empty when it must not or cannot verify RS256. */
  static Optional<PublishedKey> read(JsonNode key, Rs256 rs256) {
    String kid = text(key.path("kid"), "");
    if (!KEY_ID.matcher(kid).matches() || !isForRs256(key)) {
      return Optional.empty();
    }
    JsonNode issuer = key.path("issuer");
    if (!issuer.isMissingNode() && !issuer.isTextual()) {
      return Optional.empty();
    }
    Optional<String> limitedTo = Optional.ofNullable(issuer.textValue());
    return publicKey(key, rs256).map(rsa -> new PublishedKey(kid, rsa, limitedTo));
  }

  private static boolean isForRs256(JsonNode key) {
    return text(key.path("kty"), "").equals("RSA")
        && text(key.path("use"), "sig").equals("sig")
        && text(key.path("alg"), "RS256").equals("RS256")
        && mayVerify(key.path("key_ops"));
  }

  static boolean mayVerify(JsonNode operations) {
    if (operations.isMissingNode()) {
      return true;
    }
    for (JsonNode operation : operations) {
      if (text(operation, "").equals("verify")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<RSAPublicKey> publicKey(JsonNode key, Rs256 rs256) {
    if (!key.has("n") && !key.has("e")) {
      return CertifiedKey.of(key.path("x5c"))
          .filter(certified -> areStrong(certified.getModulus(), certified.getPublicExponent()))
          .flatMap(certified -> rs256.key(certified.getModulus(), certified.getPublicExponent()));
    }
    Optional<BigInteger> modulus = number(key.path("n"));
    Optional<BigInteger> exponent = number(key.path("e"));
    return modulus.isPresent() && exponent.isPresent() && areStrong(modulus.get(), exponent.get())
        ? rs256.key(modulus.get(), exponent.get())
        : Optional.empty();
  }

  static boolean areStrong(BigInteger modulus, BigInteger exponent) {
    int bits = modulus.bitLength();
    return bits >= MIN_MODULUS_BITS
        && bits <= MAX_MODULUS_BITS
        && exponent.bitLength() <= MAX_EXPONENT_BITS
        && exponent.testBit(0)
        && exponent.compareTo(BigInteger.ONE) > 0;
  }

  private static Optional<BigInteger> number(JsonNode member) {
    if (!member.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigInteger(1, Base64.getUrlDecoder().decode(member.textValue())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The member's text; {@code whenMissing} when it is missing; the empty text for any other type.
   */
  private static String text(JsonNode member, String whenMissing) {
    if (member.isMissingNode()) {
      return whenMissing;
    }
    return member.isTextual() ? member.textValue() : "";
  }
}
