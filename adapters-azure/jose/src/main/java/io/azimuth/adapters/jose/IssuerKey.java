package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.SignatureAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * A public key of an issuer.
 *
 * @param kid its id, if it has one
 * @param only the only algorithm that it may verify, if it names one
 */
record IssuerKey(Optional<String> kid, Optional<SignatureAlgorithm> only, PublicKey key) {

  private static final int P256 = 256;
  private static final int P384 = 384;
  private static final int P521 = 521;

  /** Whether it can verify that algorithm, and may. */
  boolean fits(SignatureAlgorithm algorithm) {
    return only.map(algorithm::equals).orElse(true)
        && switch (algorithm) {
          case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey;
          case ES256 -> isOfCurve(P256);
          case ES384 -> isOfCurve(P384);
          case ES512 -> isOfCurve(P521);
          case EDDSA -> key instanceof EdECPublicKey;
        };
  }

  private boolean isOfCurve(int bits) {
    return key instanceof ECPublicKey ec
        && ec.getParams().getCurve().getField().getFieldSize() == bits;
  }
}
