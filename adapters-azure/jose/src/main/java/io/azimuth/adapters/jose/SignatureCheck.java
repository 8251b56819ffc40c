package io.azimuth.adapters.jose;

import java.security.PublicKey;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Checks the signature of a parsed token: only one algorithm, and only with the given key. */
final class SignatureCheck {

  private SignatureCheck() {}

  /** Whether the signature was made by RS256 with that key. */
  static boolean holds(ParsedToken token, PublicKey key) {
    return holds(token, AlgorithmIdentifiers.RSA_USING_SHA256, key);
  }

  /** Whether the signature was made by that algorithm with that key. */
  static boolean holds(ParsedToken token, String algorithm, PublicKey key) {
    try {
      new JwtConsumerBuilder()
          .setJwsAlgorithmConstraints(ConstraintType.PERMIT, algorithm)
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
