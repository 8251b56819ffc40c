package io.azimuth.adapters.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Checks the signature of a parsed token: only one algorithm, and only with the given key. */
final class SignatureCheck {

  private static final ProviderContext PROVIDERS = new ProviderContext();

  private SignatureCheck() {}

  /**
   * Whether the signature was made by RS256 with that key, asked of the JDK: jose4j would first try
   * all algorithms that it knows, which takes longer than anything else in the first login.
   */
  static boolean holds(ParsedToken token, RSAPublicKey key) {
    if (!isSaidToBe(AlgorithmIdentifiers.RSA_USING_SHA256, token)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(token.signedPart().expose());
      return check.verify(token.signature().expose());
    } catch (GeneralSecurityException e) { // for example a signature of another length
      return false;
    }
  }

  /** Whether the signature was made by that algorithm with that key. */
  static boolean holds(ParsedToken token, String algorithm, PublicKey key) {
    if (!isSaidToBe(algorithm, token)) {
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

  private static boolean isSaidToBe(String algorithm, ParsedToken token) {
    return token.header(HeaderParameterNames.ALGORITHM).equals(algorithm);
  }
}
