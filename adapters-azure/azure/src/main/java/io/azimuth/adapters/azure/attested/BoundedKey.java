package io.azimuth.adapters.azure.attested;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * Which keys are used at all. The certificates come from somebody else, and an RSA key with a large
 * exponent makes one verification cost a hundred times as much as a usual one.
 */
final class BoundedKey {

  private static final int MAX_RSA_BITS = 8192;
  private static final int MAX_EXPONENT_BITS = 32;

  private BoundedKey() {}

  /** Whether a signature of the key of that certificate is verified in little time. */
  static boolean isIn(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() <= MAX_RSA_BITS
          && rsa.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
    }
    return key instanceof ECPublicKey; // on one of the curves that Java knows
  }
}
