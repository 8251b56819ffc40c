package io.azimuth.adapters.jose;

import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.BigEndianBigInteger;
import org.jose4j.lang.JoseException;

/** Signs tokens with jose4j: RS256 and keys of 2048 bits. */
final class JoseTokenSigner implements TokenSigner {

  private static final String RSA = "RSA";
  private static final int BITS = 2_048;

  private final SecureRandom random;

  JoseTokenSigner(SecureRandom random) {
    this.random = random;
  }

  @Override
  public SigningKeyPair generate(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
      generator.initialize(BITS, random);
      KeyPair pair = generator.generateKeyPair();
      RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
      return new SigningKeyPair(
          new PublicSigningKey(
              id,
              BigEndianBigInteger.toBase64Url(publicKey.getModulus()),
              BigEndianBigInteger.toBase64Url(publicKey.getPublicExponent())),
          SecretBytes.taking(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has RSA keys of 2048 bits", e);
    }
  }

  @Override
  public SecretText sign(SigningKeyPair key, Value.Obj claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader(HeaderParameterNames.TYPE, "JWT");
    signature.setKeyIdHeaderValue(key.id());
    signature.setPayload(JsonUtil.toJson(PlainJson.of(claims)));
    signature.setKey(privateKey(key));
    try {
      return SecretText.of(signature.getCompactSerialization());
    } catch (JoseException e) {
      throw unusable(key);
    }
  }

  private static PrivateKey privateKey(SigningKeyPair key) {
    byte[] encoded = key.privateKey().expose();
    try {
      return KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw unusable(key);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  // Without the cause, because its message might show a part of the key.
  private static ServiceException unusable(SigningKeyPair key) {
    return new ServiceException(
        ErrorCode.RECORD_UNREADABLE, "signing key " + key.id() + " cannot be used");
  }
}
