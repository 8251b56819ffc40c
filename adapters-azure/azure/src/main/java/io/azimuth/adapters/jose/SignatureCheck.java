package io.azimuth.adapters.jose;

import java.security.PublicKey;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** The signature of a parsed token: RS256 and nothing else, with a key that we chose. */
final class SignatureCheck {

  private SignatureCheck() {}

  /** Whether that key made it. */
  static boolean holds(ParsedToken token, PublicKey key) {
    try {
      new JwtConsumerBuilder()
          .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
          .setVerificationKey(key)
          .setSkipAllValidators()
          .build()
          .processContext(token.context());
      return true;
    } catch (InvalidJwtException e) {
      return false;
    }
  }
}
