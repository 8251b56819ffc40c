package io.azimuth.adapters.azure.simulator.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.keys.X509Util;
import org.jose4j.lang.JoseException;

/** An RSA key that signs tokens, with the certificate that its key id is the thumbprint of. */
public final class TokenSigningKey {

  private final PrivateKey privateKey;
  private final X509Certificate certificate;
  private final String keyId;

  private TokenSigningKey(PrivateKey privateKey, X509Certificate certificate, String keyId) {
    this.privateKey = privateKey;
    this.certificate = certificate;
    this.keyId = keyId;
  }

  /** A fresh key of 2048 bits; takes some hundred milliseconds. */
  public static TokenSigningKey generate(SecureRandom random) {
    try {
      KeyPair pair = new RsaKeyUtil(null, random).generateKeyPair(2048);
      X509Certificate certificate = CertificateBuilding.ofSigningKey(pair, random);
      // As in Azure, kid and x5t are both the SHA-1 thumbprint; it names the key, no more.
      return new TokenSigningKey(pair.getPrivate(), certificate, X509Util.x5t(certificate));
    } catch (JoseException | GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make RSA keys", e);
    }
  }

  TokenSigningKey named(String otherId) {
    return new TokenSigningKey(privateKey, certificate, otherId);
  }

  public PrivateKey privateKey() {
    return privateKey;
  }

  public RSAPublicKey publicKey() {
    return (RSAPublicKey) certificate.getPublicKey();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public String keyId() {
    return keyId;
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyId + "]";
  }
}
