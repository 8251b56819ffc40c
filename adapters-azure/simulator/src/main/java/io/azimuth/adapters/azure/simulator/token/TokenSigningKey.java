package io.azimuth.adapters.azure.simulator.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** An RSA key that signs tokens, with the certificate that its key id is the thumbprint of. */
public final class TokenSigningKey {

  private final PrivateKey privateKey;
  private final RSAPublicKey publicKey;
  private final byte[] certificate;
  private final String keyId;

  private TokenSigningKey(KeyPair pair, X509Certificate certificate)
      throws GeneralSecurityException {
    this.privateKey = pair.getPrivate();
    this.publicKey = (RSAPublicKey) pair.getPublic();
    this.certificate = certificate.getEncoded();
    // Azure's kid and x5t are the SHA-1 thumbprint; it names the key and protects nothing.
    byte[] thumbprint = MessageDigest.getInstance("SHA-1").digest(this.certificate);
    this.keyId = Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint);
  }

  /** A fresh key of 2048 bits; takes some hundred milliseconds. */
  public static TokenSigningKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048, random);
      KeyPair pair = generator.generateKeyPair();
      return new TokenSigningKey(pair, CertificateBuilding.ofSigningKey(pair, random));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make RSA keys", e);
    }
  }

  public PrivateKey privateKey() {
    return privateKey;
  }

  public RSAPublicKey publicKey() {
    return publicKey;
  }

  /** The DER form. */
  public byte[] certificate() {
    return certificate.clone();
  }

  public String keyId() {
    return keyId;
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyId + "]";
  }
}
