package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.RefusedAnswers.refused;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gets a token after a login with a browser, and what the provider is asked for it. */
class OidcLoginTest extends OidcMountFixture {

  @Test
  void whoSignedInGetsATokenOfTheRole() throws NoSuchAlgorithmException {
    Map<String, String> query = begin();
    sign(query, Map.of());

    Auth auth = envelope(end(query.get("state"))).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "people");
    assertThat(auth.metadata()).isEqualTo(Map.of("role", "people"));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("oidc-ada@example.com"));
    Map<String, String> form = lastForm();
    assertThat(form)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "c0de")
        .containsEntry("redirect_uri", REDIRECT)
        .doesNotContainKeys("client_id", "client_secret");
    assertThat(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(form.get("code_verifier").getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(query.get("code_challenge"));
    assertThat(lastRequest().headers().get("Authorization").expose())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("client%2F1:s3cr3t%2F%2B".getBytes(StandardCharsets.US_ASCII)));
    assertThat(server.verifier().lastSignature().orElseThrow().issuer()).contains(ISSUER);
    assertThat(records()).isEmpty();
  }

  @Test
  void aSecretWithATildeIsSentAsItIs() {
    config(Map.of("oidc_client_secret", "a8Q~b*c d"));
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
    assertThat(lastRequest().headers().get("Authorization").expose())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        "client%2F1:a8Q~b%2Ac%20d".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theEndMayBeSentInABody() {
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(
            clientToken(
                server.write(
                    "",
                    END,
                    Map.of("state", query.get("state"), "code", "c0de", "client_nonce", "mine"))))
        .isNotEmpty();
  }

  @Test
  void theSecretGoesIntoTheFormWhereTheProviderWantsThat() {
    describe(", \"token_endpoint_auth_methods_supported\": [\"client_secret_post\"]");
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
    assertThat(lastForm())
        .containsEntry("client_id", "client/1")
        .containsEntry("client_secret", SECRET);
    assertThat(lastRequest().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void aPublicClientHasNoSecret() {
    config(Map.of());
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
    assertThat(lastForm())
        .containsEntry("client_id", "client/1")
        .doesNotContainKey("client_secret");
    assertThat(lastRequest().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void anotherClaimOfTheTokenRefusesAsForTokens() {
    role(Map.of("bound_claims", Map.of("groups", List.of("operators"))));
    Map<String, String> query = begin();
    sign(query, Map.of("groups", List.of("guests"), "aud", "client/2"));

    assertThat(denied(end(query.get("state"))))
        .contains("[bound_claim_mismatch]", "[client_mismatch]")
        .doesNotContain("operators", "client/");
  }

  @Test
  void thePersonComesFromAnAddressOfTheRole() {
    role(Map.of("token_bound_cidrs", "198.51.100.0/24"));
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(denied(end(query.get("state")))).contains("[address_not_bound]");
  }

  @Test
  void whatTheProviderRefusesIsToldWithoutItsWords() {
    String state = begin().get("state");
    assertThat(
            denied(
                server.read(
                    "",
                    END,
                    Map.of(
                        "state", state,
                        "client_nonce", "mine",
                        "error", "access_denied",
                        "error_description", "Nobody\nis there"))))
        .contains("[sign_in_refused]")
        .doesNotContain("Nobody", "access_denied");

    tokens(400, "{\"error\": \"invalid_grant\", \"error_description\": \"c0de is old\"}");
    assertThat(denied(end(begin().get("state")))).contains("[code_refused]").doesNotContain("c0de");
    tokens(403, "{\"error\": \"invalid_grant\"}");
    assertThat(denied(end(begin().get("state")))).contains("[code_refused]");
    tokens(200, "{\"access_token\": \"a\"}");
    assertThat(denied(end(begin().get("state")))).contains("[id_token_missing]");
  }

  @Test
  void whatTheProviderRefusesIsToldToOperatorsAndToTheAuditLog() {
    server.enableAudit(root);
    tokens(400, "{\"error\": \"invalid_grant\"}");
    end(begin().get("state"));

    String refused = data(server.read(root, "auth/oidc/refusals")).get("refusals").toString();
    assertThat(refused).contains("code_refused", "sign_in", "invalid_grant");
    assertThat(server.audit().records().toString()).contains("code_refused", "invalid_grant");
    assertThat(logins("none", "refused", "code_refused")).isEqualTo(1);
  }

  @Test
  void aFaultOfTheProviderEndsNoLogin() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String state = query.get("state");

    tokens(503, "");
    refused(end(state), ErrorCategory.UPSTREAM_UNAVAILABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(200, "no JSON");
    refused(end(state), ErrorCategory.UPSTREAM_UNUSABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(401, "{\"error\": \"invalid_client\"}");
    refused(end(state), ErrorCategory.UPSTREAM_UNUSABLE);
    server.clock().advance(Duration.ofSeconds(1));
    tokens(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
    assertThat(clientToken(end(state))).isNotEmpty();
  }

  @Test
  void loginsAreCountedWhereTheyEnd() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    end(query.get("state"));
    end(query.get("state"));
    server.write(root, "auth/oidc/login/explain", Map.of("role", "people", "jwt", ID_TOKEN));

    assertThat(logins("people", "granted", "none")).isEqualTo(1);
    assertThat(logins("none", "refused", "state_unknown")).isEqualTo(1);
  }

  private double logins(String role, String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of("mount", "auth/oidc/", "role", role, "outcome", outcome, "reason", reason));
  }

  @Test
  void aLoginThatGoesOnIsNeitherRefusedNorCounted() {
    Map<String, Value> begun =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    server.enableAudit(root);
    Map<String, String> poll = Map.of("state", text(begun, "state"), "client_nonce", "mine");
    tokens(400, "{\"error\": \"authorization_pending\"}");

    invalid(server.write("", POLL, poll));
    invalid(server.write("", POLL, poll));

    assertThat(server.audit().records("response"))
        .filteredOn(it -> it.get("azimuth").isPresent())
        .extracting(it -> ((Value.Obj) it.get("azimuth").get()).get("decision"))
        .containsExactly(Optional.of(Value.of("pending")), Optional.of(Value.of("pending")));
    assertThat(logins("none", "refused", "invalid_request")).isZero();
  }

  @Test
  void nothingSecretIsAudited() {
    server.enableAudit(root);
    Map<String, String> query = begin();
    sign(query, Map.of());
    end(query.get("state"));
    end(query.get("state"));

    assertThat(server.audit().records().toString())
        .contains("state_unknown", "ada@example.com")
        .doesNotContain(ID_TOKEN, SECRET, "c0de");
  }

  @Test
  void aDryRunTakesAnIdToken() {
    sign(Map.of(), Map.of("aud", "client/2"));

    Map<String, Value> explained =
        data(
            server.write(
                root, "auth/oidc/login/explain", Map.of("role", "people", "jwt", ID_TOKEN)));

    assertThat(explained).containsEntry("granted", Value.of(false));
    assertThat(explained.get("checks").toString())
        .contains("client_mismatch", "no nonce was sent for this login");
    assertThat(((Value.Items) explained.get("checks")).values()).hasSize(14);
    sign(Map.of(), Map.of("iss", ISSUER + "/"));
    assertThat(
            data(server.write(
                    root, "auth/oidc/login/explain", Map.of("role", "people", "jwt", ID_TOKEN)))
                .get("checks")
                .toString())
        .contains("issuer_mismatch");
  }

  @Test
  void aTokenIsRenewedOnTheTermsOfItsRole() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String token = clientToken(end(query.get("state")));
    role(Map.of("token_ttl", "2h"));

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofHours(2));
  }
}
