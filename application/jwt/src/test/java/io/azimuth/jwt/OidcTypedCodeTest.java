package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.RefusedAnswers.refused;
import static io.azimuth.testkit.TestServer.clientToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.WebAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a person logs in by typing a code. */
class OidcTypedCodeTest extends OidcMountFixture {

  @Test
  void thePersonTypesACode() {
    Map<String, Value> begun =
        beginDevice(
            "{\"device_code\": \"d3v\", \"user_code\": \"ABCD-EFGH\", \"interval\": 7,"
                + " \"verification_uri\": \"https://idp.example/type\"}");
    assertThat(begun)
        .containsEntry("auth_url", Value.of("https://idp.example/type"))
        .containsEntry("user_code", Value.of("ABCD-EFGH"))
        .containsEntry("poll_interval", Value.of("7"))
        .doesNotContainKey("device_code");
    assertThat(lastForm()).containsEntry("scope", "openid").doesNotContainKey("device_code");
    Map<String, String> poll = Map.of("state", text(begun, "state"), "client_nonce", "mine");

    tokens(400, "{\"error\": \"authorization_pending\"}");
    assertThat(invalid(server.write("", POLL, poll))).isEqualTo("authorization_pending");
    int requests = server.web().received().size();
    assertThat(invalid(server.write("", POLL, poll))).isEqualTo("slow_down");
    assertThat(server.web().received()).as("asked again within a second").hasSize(requests);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(400, "{\"error\": \"slow_down\"}");
    assertThat(invalid(server.write("", POLL, poll))).isEqualTo("slow_down");
    assertThat(server.web().received()).hasSize(requests + 1);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
    sign(Map.of(), Map.of());
    assertThat(clientToken(server.write("", POLL, poll))).isNotEmpty();
    assertThat(lastForm())
        .containsEntry("device_code", "d3v")
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    assertThat(denied(server.write("", POLL, poll))).contains("[state_unknown]");
  }

  @ParameterizedTest
  @CsvSource({
    "403, slow_down",
    "403, authorization_pending",
    "428, authorization_pending",
    "429, slow_down",
  })
  void thePersonIsWaitedForWhateverTheStatusOfTheProvider(int status, String error) {
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    Map<String, String> poll = Map.of("state", text(begun, "state"), "client_nonce", "mine");
    tokens(status, "{\"error\": \"" + error + "\"}");

    assertThat(invalid(server.write("", POLL, poll))).isEqualTo(error);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(429, "{\"error\": \"too_many_requests\"}");
    refused(server.write("", POLL, poll), ErrorCategory.UPSTREAM_UNAVAILABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(403, "{\"error\": \"access_denied\"}");
    assertThat(denied(server.write("", POLL, poll))).contains("[code_refused]");
  }

  @Test
  void thePersonWhoDoesNotTypeIsRefused() {
    Map<String, Value> begun =
        beginDevice(
            "{\"device_code\": \"d3v\", \"verification_uri\": \"https://idp.example/type\","
                + " \"verification_uri_complete\": \"https://idp.example/type?c=A\"}");
    assertThat(begun)
        .containsEntry("auth_url", Value.of("https://idp.example/type?c=A"))
        .containsEntry("poll_interval", Value.of("5"))
        .doesNotContainKey("user_code");
    tokens(400, "{\"error\": \"access_denied\"}");

    assertThat(
            denied(
                server.write(
                    "", POLL, Map.of("state", text(begun, "state"), "client_nonce", "mine"))))
        .contains("[code_refused]");
    assertThat(records()).isEmpty();
  }

  @Test
  void aProviderThatIsBusyBeginsNoLogin() {
    role(Map.of("callback_mode", "device"));
    WebAddress device = address("https://idp.example/device");
    server.web().answer(device, request -> json(429, "{\"error\": \"slow_down\"}"));
    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")),
        ErrorCategory.UPSTREAM_UNAVAILABLE);

    server.web().answer(device, request -> json(403, "{\"error\": \"access_denied\"}"));
    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")), ErrorCategory.UPSTREAM_UNUSABLE);
  }

  @Test
  void aCodeToTypeNeedsAClientThatProvesItself() {
    role(Map.of("callback_mode", "device"));

    assertThat(invalid(server.write("", BEGIN, Map.of()))).isEqualTo("missing client_nonce");
  }

  @Test
  void aStrangerLearnsNothingByAsking() {
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    String state = text(begun, "state");
    sign(Map.of(), Map.of());
    int requests = server.web().received().size();

    assertThat(
            denied(
                server.write(
                    "",
                    POLL,
                    Map.of("state", state.substring(0, 52) + "!", "client_nonce", "mine"))))
        .contains("[state_unknown]");
    assertThat(denied(server.write("", POLL, Map.of("state", state))))
        .contains("[client_nonce_mismatch]");
    assertThat(server.web().received()).hasSize(requests);
    server.store().awaitCommits();
    assertThat(denied(server.write("", POLL, Map.of("state", state, "client_nonce", "mine"))))
        .contains("[state_unknown]");
  }

  @Test
  void oneKindOfLoginDoesNotEndAsTheOther() {
    String browser = begin().get("state");
    assertThat(denied(server.write("", POLL, Map.of("state", browser, "client_nonce", "mine"))))
        .contains("[state_unknown]");
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    assertThat(denied(end(text(begun, "state")))).contains("[state_unknown]");
  }

  @Test
  void aPageOfTheProviderIsAnAddressOfTheWeb() {
    role(Map.of("callback_mode", "device"));
    server
        .web()
        .answer(
            address("https://idp.example/device"),
            request ->
                json(
                    200, "{\"device_code\": \"d\", \"verification_uri\": \"file:///etc/passwd\"}"));

    refused(
        server.write("", BEGIN, Map.of("client_nonce", "mine")), ErrorCategory.UPSTREAM_UNUSABLE);
  }
}
