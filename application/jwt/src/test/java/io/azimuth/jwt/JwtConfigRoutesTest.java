package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.verify.KeySource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the configuration of the mount may say, and how it reads. */
class JwtConfigRoutesTest extends JwtMountFixture {

  @Test
  void aMisspeltRestrictionOfTheConfigurationIsRefused() {
    Map<String, Object> config = new HashMap<>(Map.of("jwks_url", "https://idp.example/keys"));
    config.put("bound_isuer", "https://idp.example");
    assertThat(invalid(server.write(root, CONFIG, config)))
        .isEqualTo("unknown parameter \"bound_isuer\"; did you mean \"bound_issuer\"?");

    assertThat(
            invalid(
                server.write(
                    root,
                    CONFIG,
                    Map.of(
                        "oidc_discovery_url",
                        "https://idp.example",
                        "jwks_ca_pem",
                        "a pinned one"))))
        .isEqualTo("jwks_ca_pem is set without jwks_url");
  }

  @Test
  void aConfigurationReadsWithoutItsSecret() {
    Map<String, Object> written =
        Map.of(
            "oidc_discovery_url", "https://idp.example",
            "oidc_client_id", "me",
            "oidc_client_secret", "s3cr3t",
            "bound_issuer", "https://idp.example");
    discovery("{}");
    done(server.write(root, CONFIG, written));

    Map<String, Value> read = data(server.read(root, CONFIG));

    assertThat(read)
        .containsEntry("oidc_discovery_url", Value.of("https://idp.example"))
        .containsEntry("jwks_url", Value.of(""))
        .containsEntry("namespace_in_state", Value.of(true))
        .containsEntry("provider_config", Value.Obj.EMPTY)
        .doesNotContainKey("oidc_client_secret");
    assertThat(read.toString()).doesNotContain("s3cr3t");
    login("web");
    assertThat(server.verifier().lastSignature().orElseThrow().issuer())
        .contains("https://idp.example");
    assertThat(server.verifier().lastSignature().orElseThrow().keys())
        .isInstanceOf(KeySource.Discovered.class);
  }

  private void discovery(String document) {
    server.web().json("https://idp.example/.well-known/openid-configuration", document);
  }

  @Test
  void warnsOfAProviderThatCannotBeReached() {
    Map<String, ?> config = Map.of("oidc_discovery_url", "https://idp.example");

    assertThat(envelope(server.write(root, CONFIG, config)).warnings())
        .containsExactly(
            "oidc_discovery_url: https://idp.example/.well-known/openid-configuration cannot be"
                + " reached; no token can be checked without its keys");
    assertThat(data(server.read(root, CONFIG)))
        .containsEntry("oidc_discovery_url", Value.of("https://idp.example"));

    discovery("{}");
    done(server.write(root, CONFIG, config));
    done(server.write(root, CONFIG, Map.of("jwks_url", "https://none.example/keys")));
  }

  @Test
  void aRepeatedWriteAsksOnce() {
    discovery("{}");
    server.store().awaitCommits();
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    done(server.write(root, CONFIG, Map.of("oidc_discovery_url", "https://idp.example")));

    assertThat(server.web().received()).hasSize(1);
  }

  @Test
  void acceptsTheAlgorithmsThatAreNamedAlone() {
    login("web");
    assertThat(server.verifier().lastSignature().orElseThrow().algorithms())
        .containsExactlyInAnyOrder(SignatureAlgorithm.values());
    done(
        server.write(
            root,
            CONFIG,
            Map.of("jwks_url", "https://idp.example/keys", "jwt_supported_algs", "ES256,EdDSA")));
    login("web");
    assertThat(server.verifier().lastSignature().orElseThrow().algorithms())
        .containsExactlyInAnyOrder(SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA);
  }

  @ParameterizedTest
  @MethodSource("wrongConfigurations")
  void refusesAConfigurationThatCannotWork(Map<String, ?> wrong, String why) {
    assertThat(invalid(server.write(root, CONFIG, wrong))).contains(why);
  }

  static Stream<Arguments> wrongConfigurations() {
    String keys = "https://idp.example/keys";
    return Stream.of(
        Arguments.of(Map.of(), "exactly one of"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_discovery_url", "https://idp.example"),
            "exactly one of"),
        Arguments.of(Map.of("jwks_url", "http://idp.example/keys"), "jwks_url: must be an https"),
        Arguments.of(Map.of("jwks_url", "https://me@idp.example/"), "jwks_url: must be an https"),
        Arguments.of(Map.of("jwks_url", keys, "jwks_ca_pem", "no"), "jwks_ca_pem: "),
        Arguments.of(
            Map.of("jwt_validation_pubkeys", List.of("no")),
            "error parsing public key: data does not contain any valid public keys"),
        Arguments.of(
            Map.of("jwks_url", keys, "jwt_supported_algs", "none"),
            "unsupported signing algorithm: none"),
        Arguments.of(
            Map.of("jwks_url", keys, "jwt_supported_algs", "HS256"),
            "unsupported signing algorithm: HS256"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_client_id", "me"),
            "'oidc_discovery_url' must be set for OIDC"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_client_secret", "s3cr3t"),
            "'oidc_client_id' must be set beside 'oidc_client_secret' for OIDC"),
        Arguments.of(
            Map.of(
                "oidc_discovery_url", "https://idp.example",
                "oidc_client_id", "me",
                "bound_issuer", "https://idp.example/"),
            "bound_issuer must be oidc_discovery_url"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_response_mode", "form_post"),
            "oidc_response_mode \"form_post\" is not supported"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_response_types", "id_token"),
            "oidc_response_types \"id_token\" is not supported"),
        Arguments.of(
            Map.of("jwks_url", keys, "provider_config", Map.of("provider", "azure")),
            "provider_config is not supported yet"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_response_mode", "fragment"), "invalid response_mode"));
  }
}
