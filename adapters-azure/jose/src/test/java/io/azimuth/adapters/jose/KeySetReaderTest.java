package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.verify.DocumentFetcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetReaderTest {

  private static final SigningKey KEY = SigningKey.SECOND;

  @Test
  void readsKeysAsEntraPublishesThem() throws JsonProcessingException {
    Map<String, Object> published = KEY.jwkWith("issuer", "https://login.example/{tenantid}/v2.0");
    published.put("x5c", List.of("not even base64!"));

    PublishedKey key = read(published).withId("key-2").get(0);

    assertThat(key.key()).isEqualTo(KEY.publicKey());
    assertThat(key.issuer()).contains("https://login.example/{tenantid}/v2.0");
  }

  @Test
  void leavesOutKeysThatMayNotVerifyRs256() throws JsonProcessingException {
    SigningKey weak = SigningKey.generate("key-2", 1024);
    List<Map<String, Object>> unfit =
        List.of(
            weak.jwk(),
            KEY.jwkWith("use", "enc"),
            KEY.jwkWith("alg", "RS512"),
            KEY.jwkWith("alg", "RSA-OAEP"),
            KEY.jwkWith("kty", "EC"),
            KEY.jwkWith("kty", "oct"),
            KEY.jwkWith("kty", null),
            KEY.jwkWith("key_ops", List.of("encrypt")),
            KEY.jwkWith("kid", null),
            KEY.jwkWith("kid", 2),
            KEY.jwkWith("kid", "with space"),
            KEY.jwkWith("kid", "x".repeat(257)),
            KEY.jwkWith("n", null),
            KEY.jwkWith("n", "***"),
            KEY.jwkWith("e", "AQ"),
            KEY.jwkWith("e", "AAAA"),
            KEY.jwkWith("e", "_____w8"),
            KEY.jwkWith("issuer", 3));
    for (Map<String, Object> jwk : unfit) {
      assertThat(
              KeySetReader.read(bytes(List.of(SigningKey.FIRST.jwk(), jwk)), Rs256Checks.JDK).ids())
          .as("%s", jwk)
          .containsOnly("key-1");
    }
  }

  @Test
  void takesKeysThatNameTheRightUse() throws JsonProcessingException {
    assertThat(read(KEY.jwkWith("use", null)).ids()).containsOnly("key-2");
    assertThat(read(KEY.jwkWith("alg", "RS256")).ids()).containsOnly("key-2");
    assertThat(read(KEY.jwkWith("key_ops", List.of("verify"))).ids()).containsOnly("key-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "null",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[1,null,\"x\"]}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]} trailing"
      })
  void refusesDocumentsWithoutUsableKeys(String document) {
    assertUnusable(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesDocumentsBeyondTheirBounds() throws JsonProcessingException {
    assertUnusable(bytes(Collections.nCopies(KeySetReader.MAX_KEYS + 1, KEY.jwk())));
    assertUnusable(new byte[DocumentFetcher.MAX_BYTES + 1]);
    assertUnusable(("{\"keys\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void takesAsManyKeysAsTheBoundAllows() throws JsonProcessingException {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (int i = 0; i < KeySetReader.MAX_KEYS; i++) {
      keys.add(KEY.named("k" + i).jwk());
    }

    assertThat(KeySetReader.read(bytes(keys), Rs256Checks.JDK).ids())
        .hasSize(KeySetReader.MAX_KEYS);
  }

  private static void assertUnusable(byte[] document) {
    assertThatThrownBy(() -> KeySetReader.read(document, Rs256Checks.JDK))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNUSABLE));
  }

  private static PublishedKeys read(Map<String, Object> jwk) throws JsonProcessingException {
    return KeySetReader.read(bytes(List.of(jwk)), Rs256Checks.JDK);
  }

  private static byte[] bytes(List<Map<String, Object>> jwks) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsBytes(Map.of("keys", jwks));
  }
}
