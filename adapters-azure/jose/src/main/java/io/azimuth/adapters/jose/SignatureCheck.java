package io.azimuth.adapters.jose;

import java.security.PublicKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Checks the signature of a parsed token: only one algorithm, and only with the given key. */
final class SignatureCheck {

  private static final ProviderContext PROVIDERS = new ProviderContext();

  private SignatureCheck() {}

  /** Whether the signature was made by that algorithm with that key. */
  static boolean holds(ParsedToken token, String algorithm, PublicKey key) {
    if (!token.header(HeaderParameterNames.ALGORITHM).equals(algorithm)) {
      return false;
    }
    try {
      JsonWebSignatureAlgorithm check =
          AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getAlgorithm(algorithm);
      check.validateVerificationKey(key);
      return check.verifySignature(
          token.signature().expose(), key, token.signedPart().expose(), PROVIDERS);
    } catch (JoseException e) {
      return false;
    }
  }
}
