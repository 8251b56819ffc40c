package io.azimuth.adapters.azure.simulator.federation;

import static io.azimuth.adapters.azure.simulator.token.AssertionClient.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.server.ServerCertificate;
import io.azimuth.adapters.azure.simulator.server.TestIssuer;
import io.azimuth.adapters.azure.simulator.state.LiveFederatedCredentials;
import io.azimuth.adapters.azure.simulator.token.AssertionClient;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions of an issuer whose keys are fetched over the network. */
class FederatedAssertionsTest {

  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000014";
  private static final String NAME = "azimuth-federated";
  private static final String SUBJECT = "plugin-identity:root:auth:auth_azure_1";

  private static AzureSimulator simulator;
  private static SimulatorClient client;
  private static TestIssuer issuer;
  private static TokenSigningKey first;
  private static TokenSigningKey second;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
    issuer = TestIssuer.plain();
    first = TokenSigningKey.generate(new SecureRandom());
    second = TokenSigningKey.generate(new SecureRandom());
  }

  @AfterAll
  static void stop() {
    issuer.close();
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.reset();
    issuer.publish(Map.of("key-1", first));
    simulator
        .federation()
        .register(NAME, FederatedCredential.of("azimuth", issuer.issuer(), SUBJECT));
  }

  private static AssertionClient assertion() {
    return AssertionClient.federated(client, issuer.issuer(), SUBJECT, "key-1", first);
  }

  @Test
  void aVerifiedAssertionBuysATokenAndIsRecorded() throws Exception {
    Answer answer = assertion().offer(CLIENT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(PublishedKeys.payload(answer.body().get("access_token").asText()))
        .contains("\"appid\":\"" + CLIENT + "\"", "\"appidacr\":\"2\"");
    assertThat(simulator.federation().acceptedAssertions()).isEqualTo(1);
    assertThat(simulator.federation().issuerFetches()).isEqualTo(1);
    assertThat(simulator.federation().lastAccepted())
        .hasValueSatisfying(
            it -> {
              assertThat(it.keyId()).isEqualTo("key-1");
              assertThat(it.id()).contains("assertion-1");
              assertThat(it.issuedAt().getEpochSecond()).isEqualTo(NOW);
              assertThat(it.clientId()).isEqualTo(CLIENT);
            });
    JsonNode status = client.authority("_simulator/federation").body();
    assertThat(status.get("accepted").asInt()).isEqualTo(1);
    assertThat(status.get("issuer_fetches").asInt()).isEqualTo(1);
    assertThat(status.get("last").get("kid").asText()).isEqualTo("key-1");
    assertThat(status.get("last").get("jti").asText()).isEqualTo("assertion-1");
  }

  @Test
  void issuerSubjectAndAudienceAreCompared() throws Exception {
    assertThat(assertion().with("iss", issuer.issuer() + "/").verdict(CLIENT)).isEqualTo(700211);
    assertThat(assertion().with("sub", SUBJECT.toUpperCase(Locale.ROOT)).verdict(CLIENT))
        .isEqualTo(700213);
    assertThat(assertion().with("aud", "api://other").verdict(CLIENT)).isEqualTo(700212);
    assertThat(assertion().with("aud", List.of("api://AzureADTokenExchange")).verdict(CLIENT))
        .isEqualTo(700212);
    assertThat(simulator.federation().issuerFetches()).isZero();
  }

  @Test
  void aRefusalIsInTheFormOfTheTokenEndpoint() throws Exception {
    Answer answer = assertion().with("sub", "someone").offer(CLIENT);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().get("error").asText()).isEqualTo("invalid_client");
    assertThat(answer.body().get("error_description").asText())
        .startsWith("AADSTS700213: No matching federated identity record")
        .contains("'someone'");
    assertThat(simulator.federation().acceptedAssertions()).isZero();
  }

  @Test
  void anUnknownKeyIsFetchedOnceMore() throws Exception {
    assertThat(assertion().verdict(CLIENT)).isZero();
    assertThat(assertion().verdict(CLIENT)).isZero();
    assertThat(simulator.federation().issuerFetches()).isEqualTo(1);

    Map<String, TokenSigningKey> both = new LinkedHashMap<>();
    both.put("key-1", first);
    both.put("key-2", second);
    issuer.publish(both);
    assertThat(assertion().header("kid", "key-2").signedBy(second).verdict(CLIENT)).isZero();
    assertThat(simulator.federation().issuerFetches()).isEqualTo(2);
    assertThat(assertion().header("kid", "key-3").verdict(CLIENT)).isEqualTo(7000272);
    assertThat(simulator.federation().issuerFetches()).isEqualTo(3);
  }

  @Test
  void keptKeysAreNotFetchedAgainUntilForgotten() throws Exception {
    client.steer("federation", "{\"caching\":\"keep\"}");
    assertThat(assertion().verdict(CLIENT)).isZero();
    issuer.publish(Map.of("key-2", second));
    AssertionClient next = assertion().header("kid", "key-2").signedBy(second);

    assertThat(next.verdict(CLIENT)).isEqualTo(7000272);
    client.steer("federation", "{\"forget\":true}");
    assertThat(next.verdict(CLIENT)).isZero();
  }

  @Test
  void keysCanBeFetchedForEachAssertion() throws Exception {
    simulator.federation().caching(IssuerCaching.NEVER);

    assertThat(assertion().verdict(CLIENT)).isZero();
    assertThat(assertion().verdict(CLIENT)).isZero();
    assertThat(simulator.federation().issuerFetches()).isEqualTo(2);
  }

  @Test
  void theSignatureMustBeTheKeysAndRs256() throws Exception {
    assertThat(assertion().signedBy(second).verdict(CLIENT)).isEqualTo(50013);
    assertThat(assertion().header("alg", "RS512").verdict(CLIENT)).isEqualTo(50013);
    assertThat(assertion().header("alg", "none").verdict(CLIENT)).isEqualTo(50013);
    assertThat(assertion().header("alg", "HS256").verdict(CLIENT)).isEqualTo(50013);
  }

  @Test
  void timesAreJudgedToTheSecond() throws Exception {
    assertThat(assertion().with("exp", NOW).verdict(CLIENT)).isEqualTo(700024);
    assertThat(assertion().with("exp", NOW + 1).verdict(CLIENT)).isZero();
    assertThat(assertion().with("nbf", NOW + 300).verdict(CLIENT)).isZero();
    assertThat(assertion().with("nbf", NOW + 301).verdict(CLIENT)).isEqualTo(700024);
    assertThat(assertion().with("iat", NOW + 300).verdict(CLIENT)).isZero();
    assertThat(assertion().with("iat", NOW + 301).verdict(CLIENT)).isEqualTo(700024);
    assertThat(assertion().with("exp", NOW + 25 * 3600).verdict(CLIENT)).isZero();
    assertThat(assertion().with("exp", NOW + 25 * 3600 + 1).verdict(CLIENT)).isEqualTo(70023);
    for (String claim : List.of("iat", "nbf", "exp")) {
      assertThat(assertion().without(claim).verdict(CLIENT)).isEqualTo(700024);
    }
  }

  @Test
  void anIssuerThatFailsIs50166() throws Exception {
    issuer.status(500);
    Answer answer = assertion().offer(CLIENT);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error_codes").get(0).asInt()).isEqualTo(50166);
    assertThat(answer.body().get("error_description").asText()).contains("answers 500");

    issuer.status(302);
    assertThat(assertion().verdict(CLIENT)).isEqualTo(50166);
  }

  @Test
  void aDocumentThatNamesAnotherIssuerIs50166() throws Exception {
    issuer.put(
        TestIssuer.DOCUMENT, TestIssuer.document(issuer.issuer() + "/", issuer.issuer() + "/keys"));

    assertThat(assertion().offer(CLIENT).body().get("error_description").asText())
        .startsWith("AADSTS50166")
        .contains("names another issuer");
  }

  @Test
  void keysOnlyComeFromHttpsOrThisMachine() throws Exception {
    issuer.put(
        TestIssuer.DOCUMENT,
        TestIssuer.document(issuer.issuer(), "http://keys.azimuth.example/keys"));

    assertThat(assertion().offer(CLIENT).body().get("error_description").asText())
        .startsWith("AADSTS50166")
        .contains("neither https nor http on a loopback address");
  }

  @Test
  void aDocumentThatIsTooLongOrNoJsonIs50166() throws Exception {
    issuer.putText(TestIssuer.DOCUMENT, " ".repeat(IssuerHttp.MAX_BODY + 1));
    assertThat(assertion().offer(CLIENT).body().get("error_description").asText())
        .startsWith("AADSTS50166")
        .contains("longer than");
    issuer.putText(TestIssuer.DOCUMENT, "<html>");
    assertThat(assertion().offer(CLIENT).body().get("error_description").asText())
        .contains("is not JSON");
  }

  @Test
  void onlyTheFirstHundredKeysCount() throws Exception {
    Map<String, TokenSigningKey> many = new LinkedHashMap<>();
    for (int i = 0; i < 99; i++) {
      many.put("other-" + i, second);
    }
    many.put("key-1", first);
    many.put("key-101", first);
    issuer.publish(many);

    assertThat(assertion().verdict(CLIENT)).isZero();
    assertThat(assertion().header("kid", "key-101").verdict(CLIENT)).isEqualTo(7000272);
  }

  @Test
  void anHttpsIssuerIsTrustedByItsAuthority() throws Exception {
    ServerCertificate certificate = TestIssuer.certificate();
    try (TestIssuer secure = TestIssuer.tls(certificate)) {
      secure.publish(Map.of("key-1", first));
      client.steer(
          "federated-credentials",
          "{\"client\":\"%s\",\"name\":\"secure\",\"issuer\":\"%s\",\"subject\":\"%s\"}"
              .formatted(NAME, secure.issuer(), SUBJECT));
      AssertionClient assertion =
          AssertionClient.federated(client, secure.issuer(), SUBJECT, "key-1", first);

      assertThat(assertion.verdict(CLIENT)).isEqualTo(50166);
      simulator.federation().trustIssuers(certificate.authorityPem());
      assertThat(assertion.verdict(CLIENT)).isZero();
    }
  }

  @Test
  void aUserAssignedIdentityCanBeFederated() throws Exception {
    String web = "aaaaaaaa-0000-4000-8000-000000000002";
    assertThat(assertion().verdict(web)).isEqualTo(700016);

    simulator
        .federation()
        .register("uami-web", FederatedCredential.of("azimuth", issuer.issuer(), SUBJECT));
    Answer answer = assertion().offer(web);

    assertThat(PublishedKeys.payload(answer.body().get("access_token").asText()))
        .contains("\"appid\":\"" + web + "\"", "userAssignedIdentities/uami-web")
        .doesNotContain("xms_az_rid");
  }

  @Test
  void withoutACredentialNothingMatches() throws Exception {
    assertThat(assertion().verdict("aaaaaaaa-0000-4000-8000-000000000011")).isEqualTo(70021);
    client.steer(
        "federated-credentials",
        "{\"client\":\"" + CLIENT + "\",\"name\":\"azimuth\",\"remove\":true}");
    assertThat(assertion().verdict(CLIENT)).isEqualTo(70021);
    assertThat(simulator.federation().credentials(NAME)).isEmpty();
  }

  @Test
  void nameAndIssuerWithSubjectAreUnique() {
    FederatedCredential sameName = FederatedCredential.of("azimuth", "https://x", "y");
    FederatedCredential sameSubject = FederatedCredential.of("other", issuer.issuer(), SUBJECT);

    assertThatThrownBy(() -> simulator.federation().register(NAME, sameName))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NAME_TAKEN");
    assertThatThrownBy(() -> simulator.federation().register(NAME, sameSubject))
        .hasMessageContaining("ISSUER_AND_SUBJECT_TAKEN");
  }

  @Test
  void twentyCredentialsAreTheMost() {
    for (int i = 1; i < LiveFederatedCredentials.MAX; i++) {
      simulator
          .federation()
          .register(NAME, FederatedCredential.of("name-" + i, "https://x", "" + i));
    }

    assertThatThrownBy(
            () ->
                simulator
                    .federation()
                    .register(NAME, FederatedCredential.of("one-more", "https://x", "z")))
        .hasMessageContaining("TOO_MANY");
  }
}
