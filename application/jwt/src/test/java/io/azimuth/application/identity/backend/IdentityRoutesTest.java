package io.azimuth.application.identity.backend;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer's own routes. */
class IdentityRoutesTest {

  private static final String CONFIG = "identity/oidc/config";
  private static final String KEY = "identity/oidc/key/default";
  private static final String PLUGIN_KEYS = "identity/oidc/plugins/.well-known/keys";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void theIssuerIsEmptyUntilItIsSet() {
    assertThat(data(server.read(root, CONFIG))).containsExactly(Map.entry("issuer", Value.of("")));
    assertThat(refusal(discovery()).errors())
        .singleElement()
        .asString()
        .contains("the server has no issuer");
    assertThat(refusal(discovery()).category()).isEqualTo(ErrorCategory.NOT_FOUND);
  }

  @Test
  void aGoodIssuerIsTakenWithAWarningOfWhatItEnds() {
    assertThat(setIssuer("https://vault.example.com:8200"))
        .singleElement()
        .asString()
        .contains("tokens of the old issuer become invalid");
    assertThat(data(server.read(root, CONFIG)))
        .containsEntry("issuer", Value.of("https://vault.example.com:8200"));
  }

  @Test
  void anIssuerThatEntraCannotReachIsTakenWithWarnings() {
    assertThat(setIssuer("http://127.0.0.1:8200"))
        .anyMatch(warning -> warning.contains("over https only"))
        .anyMatch(warning -> warning.contains("reached from inside only"))
        .hasSize(3);
  }

  @Test
  void anEmptyWriteChangesNothing() {
    setIssuer("https://vault.example.com");

    done(server.write(root, CONFIG, Map.of()));

    assertThat(data(server.read(root, CONFIG)))
        .containsEntry("issuer", Value.of("https://vault.example.com"));
  }

  @Test
  void anEmptyIssuerLeadsBackToTheServersAddress() {
    setIssuer("https://vault.example.com");

    done(server.write(root, CONFIG, Map.of("issuer", "")));

    assertThat(data(server.read(root, CONFIG))).containsEntry("issuer", Value.of(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://vault.example.com/", "https://vault.example.com/v1", "vault"})
  void anIssuerWithMoreThanSchemeHostAndPortIsRefused(String issuer) {
    assertThat(refusal(server.write(root, CONFIG, Map.of("issuer", issuer))).errors())
        .singleElement()
        .asString()
        .startsWith("invalid issuer, which must include only a scheme, host, and optional port");
  }

  @Test
  void discoveryNamesIssuerAndKeysForAnHour() {
    setIssuer("https://vault.example.com");
    String issuer = "https://vault.example.com/v1/identity/oidc/plugins";

    Answer.Raw raw = (Answer.Raw) discovery();

    assertThat(raw.maxAge()).contains(Duration.ofHours(1));
    assertThat(raw.body())
        .isEqualTo(
            Values.of(
                Map.of(
                    "issuer", issuer,
                    "jwks_uri", issuer + "/.well-known/keys",
                    "response_types_supported", List.of("id_token"),
                    "subject_types_supported", List.of("public"),
                    "id_token_signing_alg_values_supported", List.of("RS256"))));
  }

  @Test
  void thereAreNoKeysToKeepBeforeTheFirst() {
    Answer.Raw raw = (Answer.Raw) server.read("", PLUGIN_KEYS);

    assertThat(raw.body()).isEqualTo(Values.of(Map.of("keys", List.of())));
    assertThat(raw.maxAge()).isEmpty();
  }

  @Test
  void publishesTheKeysThatSignNowAndNextUntilTheNextRotation() {
    done(server.write(root, KEY + "/rotate", Map.of()));
    server.clock().advance(Duration.ofHours(1));

    Answer.Raw raw = (Answer.Raw) server.read("", PLUGIN_KEYS);

    assertThat(raw.maxAge()).contains(Duration.ofHours(23));
    assertThat(kids(raw)).hasSize(2).doesNotHaveDuplicates();
    assertThat(jwks(raw))
        .allSatisfy(
            key ->
                assertThat(key.members())
                    .containsOnlyKeys("use", "kty", "kid", "alg", "n", "e")
                    .containsEntry("use", Value.of("sig"))
                    .containsEntry("kty", Value.of("RSA"))
                    .containsEntry("alg", Value.of("RS256")));
  }

  @Test
  void anOverdueRotationIsKeptForASecondOnly() {
    done(server.write(root, KEY + "/rotate", Map.of()));
    server.clock().advance(Duration.ofDays(3));

    assertThat(((Answer.Raw) server.read("", PLUGIN_KEYS)).maxAge())
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void keysThatSignComeBeforeOldOnesOfAnyName() {
    server.write(root, "identity/oidc/key/other", Map.of("allowed_client_ids", "*"));
    done(server.write(root, KEY + "/rotate", Map.of()));
    done(server.write(root, "identity/oidc/key/other/rotate", Map.of()));
    List<String> four = kids((Answer.Raw) server.read("", PLUGIN_KEYS));
    server.write(root, KEY + "/rotate", Map.of());

    List<String> five = kids((Answer.Raw) server.read("", PLUGIN_KEYS));

    assertThat(five).hasSize(5);
    assertThat(five.get(4)).isEqualTo(four.get(0));
  }

  @Test
  void theDefaultKeyIsThereWithoutBeingMade() {
    assertThat(data(server.read(root, KEY)))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "rotation_period",
                        86_400,
                        "verification_ttl",
                        86_400,
                        "algorithm",
                        "RS256",
                        "allowed_client_ids",
                        List.of("*")))
                .members());
    assertThat(server.list(root, "identity/oidc/key")).isInstanceOf(Answer.NotFound.class);
    assertThat(server.read(root, "identity/oidc/key/other")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void aWriteChangesWhatItNames() {
    server.write(
        root,
        "identity/oidc/key/mine",
        Map.of("rotation_period", "48h", "allowed_client_ids", "a,b", "algorithm", "RS256"));
    done(server.write(root, "identity/oidc/key/mine", Map.of("verification_ttl", "1h")));

    assertThat(data(server.read(root, "identity/oidc/key/mine")))
        .containsEntry("rotation_period", Value.of(172_800))
        .containsEntry("verification_ttl", Value.of(3_600))
        .containsEntry("allowed_client_ids", Value.of(List.of("a", "b")));
    assertThat(data(server.list(root, "identity/oidc/key")))
        .containsEntry("keys", Value.of(List.of("mine")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotation_period|59|rotation_period must be at least one minute",
        "verification_ttl|864001|verification_ttl cannot be longer than 10x rotation_period",
        "algorithm|HS256|unknown signing algorithm \"HS256\"",
        "algorithm|es256|unknown signing algorithm \"es256\"",
        "algorithm|ES256|the key \"default\" signs for every mount that names no other, and Entra"
            + " accepts RS256 only: make another key for your roles",
      })
  void badSettingsAreRefused(String field, String value, String error) {
    assertThat(refusal(server.write(root, KEY, Map.of(field, value))).errors())
        .containsExactly(error);
  }

  @Test
  void rotatingAKeyThatNobodyMadeIsRefused() {
    assertThat(refusal(server.write(root, "identity/oidc/key/none/rotate", Map.of())).errors())
        .containsExactly("no named key found at \"none\"");
  }

  @Test
  void rotatingSoonAfterIsDone() {
    done(server.write(root, KEY + "/rotate", Map.of()));
    server.clock().advance(Duration.ofSeconds(7));

    done(server.write(root, KEY + "/rotate", Map.of()));
  }

  @Test
  void aKeyIsWrittenWithoutABodyEvenWhenTheLogWarnsOfIt() {
    done(server.write(root, KEY, Map.of("rotation_period", "1h", "verification_ttl", "1h")));
    done(server.write(root, "identity/oidc/key/mine", Map.of("allowed_client_ids", "")));
  }

  @Test
  void anOldKeyCanBeWithdrawnAtOnce() {
    done(server.write(root, KEY + "/rotate", Map.of()));
    server.write(root, KEY + "/rotate", Map.of("verification_ttl", "0"));

    assertThat(kids((Answer.Raw) server.read("", PLUGIN_KEYS))).hasSize(2);
  }

  @Test
  void theFiftyFirstOldKeyIsRefused() {
    for (int i = 0; i < 51; i++) {
      server.write(root, KEY + "/rotate", Map.of());
    }

    assertThat(refusal(server.write(root, KEY + "/rotate", Map.of())).errors())
        .singleElement()
        .asString()
        .contains("too many old keys");
  }

  @Test
  void theDefaultKeyStays() {
    assertThat(refusal(server.delete(root, KEY)).errors())
        .containsExactly("deletion of key \"default\" not allowed");
  }

  @Test
  void aKeyThatAMountNamesStays() {
    server.write(root, "identity/oidc/key/mine", Map.of("allowed_client_ids", "*"));
    done(
        server.write(
            root,
            "sys/auth/team/jwt",
            Map.of("type", "jwt", "config", Map.of("identity_token_key", "mine"))));

    assertThat(refusal(server.delete(root, "identity/oidc/key/mine")).errors())
        .containsExactly(
            "unable to delete key \"mine\" because it is currently referenced by these mounts:"
                + " auth/team/jwt/");

    done(server.write(root, "sys/auth/team/jwt/tune", Map.of("identity_token_key", "")));
    done(server.delete(root, "identity/oidc/key/mine"));
    assertThat(server.read(root, "identity/oidc/key/mine")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void aMountNamesOnlyAKeyThatIsThere() {
    assertThat(
            refusal(
                    server.write(
                        root,
                        "sys/auth/team/jwt",
                        Map.of("type", "jwt", "config", Map.of("identity_token_key", "none"))))
                .errors())
        .containsExactly("no named key found at \"none\"");
    done(server.write(root, "sys/auth/team/jwt", Map.of("type", "jwt")));
    assertThat(
            refusal(
                    server.write(
                        root, "sys/auth/team/jwt/tune", Map.of("identity_token_key", "a/b")))
                .errors())
        .containsExactly("no named key found at \"a/b\"");
    done(server.write(root, "sys/auth/team/jwt/tune", Map.of("identity_token_key", "default")));
    assertThat(data(server.read(root, "sys/auth/team/jwt/tune")))
        .containsEntry("identity_token_key", Value.of("default"));
  }

  @Test
  void aMountSignsWithRs256Only() {
    String key = "identity/oidc/key/curve";
    done(server.write(root, key, Map.of("allowed_client_ids", "*", "algorithm", "ES256")));
    assertThat(
            refusal(
                    server.write(
                        root,
                        "sys/auth/team/jwt",
                        Map.of("type", "jwt", "config", Map.of("identity_token_key", "curve"))))
                .errors())
        .containsExactly(
            "identity_token_key \"curve\" signs with ES256, and Entra accepts identity tokens that"
                + " are signed with RS256 only");

    done(server.write(root, key, Map.of("algorithm", "RS256")));
    done(
        server.write(
            root,
            "sys/auth/team/jwt",
            Map.of("type", "jwt", "config", Map.of("identity_token_key", "curve"))));
    assertThat(refusal(server.write(root, key, Map.of("algorithm", "EdDSA"))).errors())
        .containsExactly(
            "the key \"curve\" is the identity_token_key of these mounts, and Entra accepts RS256"
                + " only: auth/team/jwt/");
  }

  @Test
  void entraFindsTheKeysOfMountsFirstAndNoneOfAnotherAlgorithm() {
    for (String name : List.of("a", "curve", "of-mount")) {
      String algorithm = name.equals("curve") ? "ES256" : "RS256";
      server.write(
          root,
          "identity/oidc/key/" + name,
          Map.of("allowed_client_ids", "*", "algorithm", algorithm));
      done(server.write(root, "identity/oidc/key/" + name + "/rotate", Map.of()));
    }
    List<String> before = kids((Answer.Raw) server.read("", PLUGIN_KEYS));
    assertThat(before).hasSize(4);

    done(
        server.write(
            root,
            "sys/auth/team/jwt",
            Map.of("type", "jwt", "config", Map.of("identity_token_key", "of-mount"))));

    assertThat(kids((Answer.Raw) server.read("", PLUGIN_KEYS)))
        .containsExactly(before.get(2), before.get(3), before.get(0), before.get(1));
  }

  private Answer discovery() {
    return server.read("", "identity/oidc/plugins/.well-known/openid-configuration");
  }

  private List<String> setIssuer(String issuer) {
    return envelope(server.write(root, CONFIG, Map.of("issuer", issuer))).warnings();
  }

  private static List<String> kids(Answer.Raw raw) {
    return jwks(raw).stream()
        .map(key -> ((Value.Text) key.get("kid").orElseThrow()).text())
        .toList();
  }

  private static List<Value.Obj> jwks(Answer.Raw raw) {
    return ((Value.Items) raw.body().get("keys").orElseThrow())
        .values().stream().map(Value.Obj.class::cast).toList();
  }
}
