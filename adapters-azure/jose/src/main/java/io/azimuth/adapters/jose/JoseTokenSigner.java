package io.azimuth.adapters.jose;

import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Signs tokens with jose4j: RSA keys of 2048 bits, the curves of NIST, and Ed25519. */
final class JoseTokenSigner implements TokenSigner {

  private static final int RSA_BITS = 2_048;
  private static final String KEY_TYPE = "kty";
  private static final String CURVE = "crv";
  private static final String UNVERIFIED = "unable to validate the token signature";

  private final SecureRandom random;

  JoseTokenSigner(SecureRandom random) {
    this.random = random;
  }

  @Override
  public SigningKeyPair generate(String id, SigningAlgorithm algorithm) {
    try {
      KeyPair pair = generator(algorithm).generateKeyPair();
      return new SigningKeyPair(
          new PublicSigningKey(id, algorithm, numbers(pair.getPublic(), algorithm)),
          SecretBytes.taking(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException | JoseException e) {
      throw new IllegalStateException("every JVM from 15 on has keys for " + algorithm, e);
    }
  }

  @Override
  public SecretText sign(SigningKeyPair key, Value.Obj claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(key.publicKey().algorithm().jwsName());
    signature.setHeader(HeaderParameterNames.TYPE, "JWT");
    signature.setKeyIdHeaderValue(key.id());
    signature.setPayload(JsonText.of(claims));
    signature.setKey(privateKey(key));
    try {
      return SecretText.of(signature.getCompactSerialization());
    } catch (JoseException e) {
      throw unusable(key);
    }
  }

  @Override
  public Checked<Value.Obj> claimsOf(
      String token, Function<String, Optional<PublicSigningKey>> keys) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Checked.problem("error parsing token: it has more than 256 KiB");
    }
    JsonWebSignature signature = new JsonWebSignature();
    try {
      signature.setCompactSerialization(token);
    } catch (JoseException e) {
      return Checked.problem("error parsing token: it is not a signed JWT");
    }
    return header(signature, HeaderParameterNames.KEY_ID)
        .flatMap(keys)
        .flatMap(key -> verified(signature, key))
        .map(Checked::of)
        .orElseGet(() -> Checked.problem(UNVERIFIED));
  }

  private static Optional<Value.Obj> verified(JsonWebSignature signature, PublicSigningKey key) {
    String algorithm = key.algorithm().jwsName();
    if (!header(signature, HeaderParameterNames.ALGORITHM).equals(Optional.of(algorithm))) {
      return Optional.empty();
    }
    signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
    try {
      signature.setKey(publicKey(key));
      return signature.verifySignature()
          ? Optional.of(PlainJson.read(JsonUtil.parseJson(signature.getPayload())))
          : Optional.empty();
    } catch (JoseException e) { // such as a payload that is no object
      return Optional.empty();
    }
  }

  // jose4j's own getters cast, so a header with a number fails in them.
  private static Optional<String> header(JsonWebSignature signature, String name) {
    return signature.getHeaders().getObjectHeaderValue(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private KeyPairGenerator generator(SigningAlgorithm algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(factory(algorithm));
    switch (algorithm) {
      case RS256, RS384, RS512 -> generator.initialize(RSA_BITS, random);
      case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      case ES384 -> generator.initialize(new ECGenParameterSpec("secp384r1"), random);
      case ES512 -> generator.initialize(new ECGenParameterSpec("secp521r1"), random);
      case EDDSA -> generator.initialize(NamedParameterSpec.ED25519, random);
    }
    return generator;
  }

  private static String factory(SigningAlgorithm algorithm) {
    return algorithm == SigningAlgorithm.EDDSA ? algorithm.curve() : algorithm.keyType();
  }

  private static Map<String, String> numbers(PublicKey key, SigningAlgorithm algorithm)
      throws JoseException {
    Map<String, Object> jwk =
        PublicJsonWebKey.Factory.newPublicJwk(key).toParams(OutputControlLevel.PUBLIC_ONLY);
    Map<String, String> numbers = new HashMap<>();
    algorithm.parameters().forEach(name -> numbers.put(name, String.valueOf(jwk.get(name))));
    return numbers;
  }

  private static PublicKey publicKey(PublicSigningKey key) throws JoseException {
    Map<String, Object> jwk = new HashMap<>(key.numbers());
    jwk.put(KEY_TYPE, key.algorithm().keyType());
    jwk.put(CURVE, key.algorithm().curve());
    return PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey();
  }

  private static PrivateKey privateKey(SigningKeyPair key) {
    byte[] encoded = key.privateKey().expose();
    try {
      return KeyFactory.getInstance(factory(key.publicKey().algorithm()))
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
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
