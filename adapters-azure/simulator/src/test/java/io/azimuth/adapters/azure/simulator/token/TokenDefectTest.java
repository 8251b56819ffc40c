package io.azimuth.adapters.azure.simulator.token;

import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.FOREIGN_TENANT;
import static io.azimuth.adapters.azure.simulator.fleet.SeededFleet.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenDefectTest {

  private static final String ARM = SimulatorClient.ARM;
  private static final String ISSUER = "https://sts.windows.net/" + TENANT + "/";

  private static AzureSimulator simulator;
  private static PublishedKeys keys;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    keys = new PublishedKeys(new SimulatorClient(simulator));
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void nothingIsWrongWithAnHonestToken() throws Exception {
    assertThat(defects(TokenDefect.NONE)).isEmpty();
  }

  @Test
  void claimDefectsAreTheOnlyOnes() throws Exception {
    assertThat(defects(TokenDefect.WRONG_AUDIENCE)).containsExactly(ErrorCodes.AUDIENCE_INVALID);
    assertThat(defects(TokenDefect.WRONG_ISSUER)).containsExactly(ErrorCodes.ISSUER_INVALID);
    assertThat(defects(TokenDefect.EXPIRED)).containsExactly(ErrorCodes.EXPIRED);
    assertThat(defects(TokenDefect.NOT_YET_VALID)).containsExactly(ErrorCodes.NOT_YET_VALID);
  }

  @Test
  void theWrongTenantIsTheOtherOne() throws Exception {
    JwtClaims claims = keys.verify(mint(TokenDefect.WRONG_TENANT), ISSUER, ARM);

    assertThat(claims.getClaimValue("tid")).isEqualTo(FOREIGN_TENANT);
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenDefect.class,
      names = {"FOREIGN_KEY", "PAYLOAD_SWAPPED"})
  void aPublishedKeyDoesNotVerifyThem(TokenDefect defect) throws Exception {
    String token = mint(defect);

    assertThat(keyIds()).contains(keyId(token));
    assertThat(keys.defects(token, ISSUER, ARM)).containsExactly(ErrorCodes.SIGNATURE_INVALID);
  }

  @Test
  void aSwappedPayloadIsSomebodyElse() throws Exception {
    String token = mint(TokenDefect.PAYLOAD_SWAPPED);

    assertThat(PublishedKeys.payload(token)).doesNotContain("bbbbbbbb-0000-4000-8000-000000000001");
    assertThat(PublishedKeys.payload(token)).contains("\"oid\":\"");
  }

  @Test
  void anUnknownKeyIdIsTheRightKeysWork() throws Exception {
    String token = mint(TokenDefect.UNKNOWN_KEY_ID);

    assertThat(keyIds()).doesNotContain(keyId(token));
    assertThat(verifies(token, keys.fetch().get(0), "RS256")).isTrue();
  }

  @Test
  void theOtherIssuersKeyIsPublishedForPersonalAccounts() throws Exception {
    String token = mint(TokenDefect.OTHER_ISSUERS_KEY);
    JsonWebKey key = keys.fetch().get(1);

    assertThat(key.getKeyId()).isEqualTo(keyId(token));
    assertThat(key.getOtherParameterValue("issuer", String.class))
        .contains("9188040d-6c67-4c5b-b112-36a304b66dad");
    assertThat(verifies(token, key, "RS256")).isTrue();
  }

  @Test
  void rs512IsSignedRightly() throws Exception {
    String token = mint(TokenDefect.RS512);

    assertThat(keys.defects(token, ISSUER, ARM)).isNotEmpty();
    assertThat(verifies(token, keys.fetch().get(0), "RS512")).isTrue();
  }

  @Test
  void anUnsignedTokenHasNoSignature() throws Exception {
    String token = mint(TokenDefect.UNSIGNED);

    assertThat(PublishedKeys.header(token)).contains("\"alg\":\"none\"");
    assertThat(token).endsWith(".");
    assertThat(keys.defects(token, ISSUER, ARM)).isNotEmpty();
  }

  @Test
  void theHmacIsKeyedWithThePublicKey() throws Exception {
    String token = mint(TokenDefect.HMAC_WITH_PUBLIC_KEY);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.fetch().get(0).getKey().getEncoded(), "HmacSHA256"));
    int end = token.lastIndexOf('.');
    byte[] expected = mac.doFinal(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));

    assertThat(PublishedKeys.header(token)).contains("\"alg\":\"HS256\"");
    assertThat(Base64.getUrlDecoder().decode(token.substring(end + 1))).isEqualTo(expected);
  }

  @Test
  void defectsFitV2TokensToo() throws Exception {
    String api = "api://azimuth-v2";
    String v2 = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
    TokenRequest order = TokenRequest.forMachine("web-1", api).with(TokenDefect.WRONG_ISSUER);
    String token = simulator.mint(order).expose();

    assertThat(PublishedKeys.payload(token))
        .contains("https://login.microsoftonline.com/" + FOREIGN_TENANT + "/v2.0");
    assertThat(keys.defects(token, v2, "cccccccc-0000-4000-8000-000000000009"))
        .containsExactly(ErrorCodes.ISSUER_INVALID);
  }

  @Test
  void claimsAndHeaderCanBeOrdered() throws Exception {
    TokenRequest order =
        TokenRequest.forMachine("web-1", ARM)
            .withClaim("roles", List.of("Reader"))
            .withoutClaim("oid")
            .withHeader("jku", "https://keys.example/");
    String token = simulator.mint(order).expose();
    JwtClaims claims = keys.verify(token, ISSUER, ARM);

    assertThat(claims.getStringListClaimValue("roles")).containsExactly("Reader");
    assertThat(claims.hasClaim("oid")).isFalse();
    assertThat(PublishedKeys.header(token)).contains("\"jku\":\"https://keys.example/\"");
  }

  private static List<Integer> defects(TokenDefect defect) throws Exception {
    return keys.defects(mint(defect), ISSUER, ARM);
  }

  private static String mint(TokenDefect defect) {
    return simulator.mint(TokenRequest.forMachine("web-1", ARM).with(defect)).expose();
  }

  private static String keyId(String token) {
    String header = PublishedKeys.header(token);
    String start = "\"kid\":\"";
    int from = header.indexOf(start) + start.length();
    return header.substring(from, header.indexOf('"', from));
  }

  private static Set<String> keyIds() throws Exception {
    List<String> ids = new ArrayList<>();
    keys.fetch().forEach(it -> ids.add(it.getKeyId()));
    return Set.copyOf(ids);
  }

  private static boolean verifies(String token, JsonWebKey key, String algorithm) throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(
        new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm));
    signature.setCompactSerialization(token);
    signature.setKey(key.getKey());
    return signature.verifySignature();
  }
}
