package io.azimuth.adapters.jose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens: a valid one of tenant A, with one thing that the test changes. */
final class TokenMint {

  static final String TENANT = "11111111-1111-1111-1111-111111111111";
  static final String OTHER_TENANT = "22222222-2222-2222-2222-222222222222";
  static final String AUDIENCE = "https://vault.example/";
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private SigningKey key = SigningKey.FIRST;
  private Optional<String> rawPayload = Optional.empty();
  private Optional<String> rawHeader = Optional.empty();

  private TokenMint() {
    header("typ", "JWT");
    header("alg", "RS256");
    key(SigningKey.FIRST);
    audience(AUDIENCE);
    issuer(v1Issuer(TENANT));
    issuedAt(NOW.minusSeconds(300).getEpochSecond());
    notBefore(NOW.minusSeconds(300).getEpochSecond());
    expiresAt(NOW.plusSeconds(3600).getEpochSecond());
    tenant(TENANT);
    version("1.0");
    claim("oid", "bbbbbbbb-0000-4000-8000-000000000001");
  }

  static TokenMint token() {
    return new TokenMint();
  }

  static String v1Issuer(String tenant) {
    return "https://sts.example/" + tenant + "/";
  }

  static String v2Issuer(String tenant) {
    return "https://login.example/" + tenant + "/v2.0";
  }

  /** Signs with that key and names it in the header. */
  TokenMint key(SigningKey signer) {
    this.key = signer;
    return header("kid", signer.kid());
  }

  TokenMint kid(Object kid) {
    return header("kid", kid);
  }

  TokenMint algorithm(Object algorithm) {
    return header("alg", algorithm);
  }

  TokenMint issuer(Object issuer) {
    return claim("iss", issuer);
  }

  TokenMint audience(Object audience) {
    return claim("aud", audience);
  }

  TokenMint tenant(Object tenant) {
    return claim("tid", tenant);
  }

  TokenMint version(Object version) {
    return claim("ver", version);
  }

  TokenMint issuedAt(Object seconds) {
    return claim("iat", seconds);
  }

  TokenMint notBefore(Object seconds) {
    return claim("nbf", seconds);
  }

  TokenMint expiresAt(Object seconds) {
    return claim("exp", seconds);
  }

  /** Sets a member of the header; null removes it. */
  TokenMint header(String name, Object value) {
    return set(header, name, value);
  }

  /** Sets a claim; null removes it. */
  TokenMint claim(String name, Object value) {
    return set(claims, name, value);
  }

  TokenMint payload(String text) {
    this.rawPayload = Optional.of(text);
    return this;
  }

  TokenMint headerText(String text) {
    this.rawHeader = Optional.of(text);
    return this;
  }

  String payloadText() {
    return rawPayload.orElseGet(() -> json(claims));
  }

  /** Signs with the algorithm of the header. */
  UnverifiedToken mint() {
    String signed = base64(rawHeader.orElseGet(() -> json(header))) + "." + base64(payloadText());
    return parse(signed + "." + base64(sign(signed)));
  }

  /**
   * Has an invalid signature, which is quick to make. For tokens that are refused before the
   * signature is checked.
   */
  UnverifiedToken mintUnsigned() {
    return parse(base64(json(header)) + "." + base64(payloadText()) + ".AA");
  }

  /** Puts the signature of this token under another payload. */
  UnverifiedToken mintWithPayloadSwappedFor(TokenMint other) {
    String mine = mint().expose();
    int first = mine.indexOf('.');
    int last = mine.lastIndexOf('.');
    return parse(mine.substring(0, first + 1) + base64(other.payloadText()) + mine.substring(last));
  }

  private byte[] sign(String signed) {
    byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
    try {
      return switch (String.valueOf(header.get("alg"))) {
        case "none" -> new byte[] {1};
        case "HS256" -> mac(bytes, new SecretKeySpec(key.publicKey().getEncoded(), "HmacSHA256"));
        case "RS384" -> rsa("SHA384withRSA", bytes);
        case "RS512" -> rsa("SHA512withRSA", bytes);
        case "PS256" -> pss(bytes);
        default -> rsa("SHA256withRSA", bytes);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(byte[] bytes, Key secret) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(secret);
    return mac.doFinal(bytes);
  }

  private byte[] rsa(String algorithm, byte[] bytes) throws GeneralSecurityException {
    return sign(Signature.getInstance(algorithm), key.privateKey(), bytes);
  }

  private byte[] pss(byte[] bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return sign(signature, key.privateKey(), bytes);
  }

  private static byte[] sign(Signature signature, PrivateKey key, byte[] bytes)
      throws GeneralSecurityException {
    signature.initSign(key);
    signature.update(bytes);
    return signature.sign();
  }

  private TokenMint set(Map<String, Object> members, String name, Object value) {
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
    return this;
  }

  static UnverifiedToken parse(String text) {
    return UnverifiedToken.parse(SecretText.of(text)).orElseThrow();
  }

  static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
