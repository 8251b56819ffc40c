package io.azimuth.adapters.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwx.HeaderParameterNames;

/**
 * Checks RS256 (RFC 7518, section 3.3) with a provider of cryptography: a native one needs half the
 * time of the JDK's. jose4j is not asked, since it would first try all algorithms that it knows,
 * which takes longer than anything else in the first login.
 */
final class Rs256 {

  private final Optional<Provider> provider;

  /** Checks with that provider; with the JDK's when there is none. */
  Rs256(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** Checks with the JDK. */
  static Rs256 ofTheJdk() {
    return new Rs256(Optional.empty());
  }

  /** Makes a key in the form of the provider, because each check would convert another one. */
  Optional<RSAPublicKey> key(BigInteger modulus, BigInteger exponent) {
    try {
      return Optional.of(
          (RSAPublicKey) keys().generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Whether the header names RS256, and the signature is one of that key. */
  boolean holds(ParsedToken token, RSAPublicKey key) {
    if (!token
        .header(HeaderParameterNames.ALGORITHM)
        .equals(AlgorithmIdentifiers.RSA_USING_SHA256)) {
      return false;
    }
    try {
      Signature check = signature();
      check.initVerify(key);
      check.update(token.signedPart().expose());
      return check.verify(token.signature().expose());
    } catch (GeneralSecurityException e) { // for example a signature of another length
      return false;
    }
  }

  private KeyFactory keys() throws NoSuchAlgorithmException {
    return provider.isPresent()
        ? KeyFactory.getInstance("RSA", provider.get())
        : KeyFactory.getInstance("RSA");
  }

  private Signature signature() throws NoSuchAlgorithmException {
    return provider.isPresent()
        ? Signature.getInstance("SHA256withRSA", provider.get())
        : Signature.getInstance("SHA256withRSA");
  }
}
