package io.azimuth.adapters.azure.simulator.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.net.http.HttpRequest;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyVaultEndpointTest {

  private static final String SERVER = "bbbbbbbb-0000-4000-8000-000000000010";
  private static final String KEY = "vaults/lab-vault/keys/azimuth-seal";
  private static final String VALUE = base64("thirty-two bytes of a secret key");

  private static AzureSimulator simulator;
  private static SimulatorClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
  }

  @Test
  void unwrapsWhatItWrapped() throws Exception {
    JsonNode key = get(KEY).body().path("key");
    String version = version(key.path("kid").asText());

    JsonNode wrapped = wrap(version, VALUE).body();

    assertThat(key.path("kty").asText()).isEqualTo("RSA");
    assertThat(wrapped.path("kid")).isEqualTo(key.path("kid"));
    assertThat(wrapped.path("value").asText()).isNotEqualTo(VALUE);
    assertThat(unwrap(version, wrapped.path("value").asText()).body().path("value").asText())
        .isEqualTo(VALUE);
  }

  @Test
  void newVersionWrapsAndTheOldOneStillUnwraps() throws Exception {
    String old = version(get(KEY).body().path("key").path("kid").asText());
    String wrapped = wrap(old, VALUE).body().path("value").asText();

    String steered = client.steer("keyvault/rotate", "{}").body().path("version").asText();

    assertThat(version(get(KEY).body().path("key").path("kid").asText())).isEqualTo(steered);
    assertThat(unwrap(old, wrapped).body().path("value").asText()).isEqualTo(VALUE);
    assertThat(error(unwrap(steered, wrapped))).isEqualTo("BadParameter");
    assertThat(simulator.keyVault().versions("azimuth-seal")).contains(old, steered);
  }

  @Test
  void demandsATokenForKeyVaultAndSaysWhose() throws Exception {
    Answer without =
        client.send(HttpRequest.newBuilder(client.authorityUri(KEY + "?api-version=7.4")));

    assertThat(without.status()).isEqualTo(401);
    assertThat(without.response().headers().firstValue("WWW-Authenticate").orElse(""))
        .isEqualTo(
            "Bearer authorization=\"%s11111111-1111-1111-1111-111111111111\", resource=\"%s\""
                .formatted(
                    simulator.authorityUri(),
                    simulator.authorityUri().toString().replaceFirst("/$", "")));
    assertThat(get(KEY, "https://management.azure.com/").status()).isEqualTo(401);
    assertThat(get(KEY, "https://vault.azure.net").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"get, keys/read", "wrapKey, keys/wrap/action", "unwrapKey, keys/unwrap/action"})
  void namesTheMissingRight(String permission, String action) throws Exception {
    String version = version(get(KEY).body().path("key").path("kid").asText());
    client.steer(
        "keyvault/rights",
        "{\"principal\":\"%s\",\"permission\":\"%s\",\"granted\":false}"
            .formatted(SERVER, permission));

    Answer refused =
        switch (permission) {
          case "get" -> get(KEY);
          case "wrapKey" -> wrap(version, VALUE);
          default -> unwrap(version, VALUE);
        };

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("error").path("message").asText())
        .contains(SERVER, "'Microsoft.KeyVault/vaults/" + action + "'");
    assertThat(refused.body().path("error").path("innererror").path("code").asText())
        .isEqualTo("ForbiddenByRbac");
  }

  @Test
  void deletedKeyIsGoneUntilItIsRecovered() throws Exception {
    String version = version(get(KEY).body().path("key").path("kid").asText());
    String wrapped = wrap(version, VALUE).body().path("value").asText();
    client.steer("keyvault/delete", "{}");

    assertThat(error(get(KEY))).isEqualTo("KeyNotFound");
    assertThat(unwrap(version, wrapped).status()).isEqualTo(404);
    assertThat(get("vaults/lab-vault/deletedkeys/azimuth-seal").body().path("recoveryId").asText())
        .endsWith("/vaults/lab-vault/deletedkeys/azimuth-seal");
    client.steer("keyvault/recover", "{}");

    assertThat(unwrap(version, wrapped).body().path("value").asText()).isEqualTo(VALUE);
  }

  @Test
  void managersMakeAndRotateKeysThemselves() throws Exception {
    String path = "vaults/lab-vault/keys/second";
    assertThat(post(path + "/create", "{\"kty\":\"RSA\"}").status()).isEqualTo(403);
    client.steer(
        "keyvault/rights", "{\"principal\":\"%s\",\"permission\":\"manage\"}".formatted(SERVER));

    JsonNode made = post(path + "/create", "{\"kty\":\"RSA\"}").body();
    JsonNode rotated = post(path + "/rotate", "").body();

    assertThat(rotated.path("key").path("kid")).isNotEqualTo(made.path("key").path("kid"));
    assertThat(get(path + "/versions").body().path("value")).hasSize(2);
    client.send(request(path).DELETE());
    assertThat(error(post(path + "/create", "{\"kty\":\"RSA\"}"))).isEqualTo("Conflict");
    assertThat(post("vaults/lab-vault/deletedkeys/second/recover", "").status()).isEqualTo(200);
    assertThat(get(path).status()).isEqualTo(200);
  }

  @Test
  void aVersionMayWrapAndNotUnwrap() throws Exception {
    String version = version(get(KEY).body().path("key").path("kid").asText());
    client.steer("keyvault/unwrap", "{\"version\":\"%s\"}".formatted(version));

    String wrapped = wrap(version, VALUE).body().path("value").asText();
    Answer refused = unwrap(version, wrapped);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("error").path("innererror").path("code").asText())
        .isEqualTo("KeyOperationForbidden");
    assertThat(get(KEY).body().path("key").path("key_ops").toString()).isEqualTo("[\"wrapKey\"]");
    client.steer("keyvault/unwrap", "{\"version\":\"%s\",\"permitted\":true}".formatted(version));
    assertThat(unwrap(version, wrapped).body().path("value").asText()).isEqualTo(VALUE);
  }

  @Test
  void disabledVersionSaysSo() throws Exception {
    String version = version(get(KEY).body().path("key").path("kid").asText());
    client.steer("keyvault/version", "{\"version\":\"%s\",\"enabled\":false}".formatted(version));

    Answer refused = wrap(version, VALUE);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("error").path("innererror").path("code").asText())
        .isEqualTo("KeyDisabled");
    assertThat(get(KEY).body().path("attributes").path("enabled").asBoolean(true)).isFalse();
  }

  @Test
  void canBeThrottled() throws Exception {
    simulator.fault(SimulatedFault.status(SimulatorEndpoint.KEY_VAULT_WRAP, 429).retryAfter(7));

    Answer refused = wrap("any", VALUE);

    assertThat(error(refused)).isEqualTo("Throttled");
    assertThat(refused.response().headers().firstValue("Retry-After")).contains("7");
    assertThat(get(KEY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"alg\":\"RSA1_5\",\"value\":\"AAAA\"}",
        "{\"alg\":\"RSA-OAEP-256\"}",
        "{\"alg\":\"RSA-OAEP-256\",\"value\":\"*\"}",
        "no JSON"
      })
  void refusesWhatIsNoWrapRequest(String body) throws Exception {
    assertThat(error(post(KEY + "/wrapkey", body))).isEqualTo("BadParameter");
  }

  private static Answer wrap(String version, String value) throws Exception {
    return post(KEY + "/" + version + "/wrapkey", operation(value));
  }

  private static Answer unwrap(String version, String value) throws Exception {
    return post(KEY + "/" + version + "/unwrapkey", operation(value));
  }

  private static String operation(String value) {
    return "{\"alg\":\"RSA-OAEP-256\",\"value\":\"" + value + "\"}";
  }

  private static Answer post(String path, String body) throws Exception {
    return client.send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Answer get(String path) throws Exception {
    return client.send(request(path));
  }

  private static Answer get(String path, String audience) throws Exception {
    return client.send(request(path, audience));
  }

  private static HttpRequest.Builder request(String path) {
    return request(path, simulator.authorityUri().toString());
  }

  private static HttpRequest.Builder request(String path, String audience) {
    String token = simulator.mint(TokenRequest.forApplication("azimuth-server", audience)).expose();
    return HttpRequest.newBuilder(client.authorityUri(path + "?api-version=7.4"))
        .header("Authorization", "Bearer " + token);
  }

  private static String error(Answer answer) {
    return answer.body().path("error").path("code").asText();
  }

  private static String version(String kid) {
    return kid.substring(kid.lastIndexOf('/') + 1);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
