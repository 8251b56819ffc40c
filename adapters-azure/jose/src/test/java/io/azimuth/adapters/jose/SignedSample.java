package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A key of any algorithm and tokens that it signs. */
record SignedSample(SignatureAlgorithm algorithm, KeyPair pair) {

  static final String ISSUER = "https://idp.example/";

  static SignedSample of(SignatureAlgorithm algorithm) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(
              algorithm == SignatureAlgorithm.EDDSA ? "Ed25519" : algorithm.keyType());
      switch (algorithm) {
        case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
        case ES384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
        case ES512 -> generator.initialize(new ECGenParameterSpec("secp521r1"));
        case EDDSA -> {}
        default -> generator.initialize(2_048);
      }
      return new SignedSample(algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its JWK with that id; without one when the id is empty. */
  String jwk(String kid) {
    try {
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
      if (!kid.isEmpty()) {
        jwk.setKeyId(kid);
      }
      return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  String pem() {
    StringWriter text = new StringWriter();
    text.write("-----BEGIN PUBLIC KEY-----\n");
    text.write(Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()));
    text.write("\n-----END PUBLIC KEY-----\n");
    return text.toString();
  }

  /** A token with that key id in its header; without one when the id is empty. */
  UnverifiedToken token(String kid) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(algorithm.jwsName());
    if (!kid.isEmpty()) {
      signature.setKeyIdHeaderValue(kid);
    }
    signature.setPayload("{\"iss\":\"" + ISSUER + "\",\"sub\":\"somebody\"}");
    signature.setKey(pair.getPrivate());
    try {
      return UnverifiedToken.parse(SecretText.of(signature.getCompactSerialization()))
          .orElseThrow();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static String keySet(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }
}
