package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.entra.AssertionExchange;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Makes assertions, right but for what a test changes, and offers them to the token endpoint. */
public final class AssertionClient {

  public static final long NOW = SimulatorClient.NOW.getEpochSecond();

  private static final String TOKEN_PATH = SeededFleet.TENANT + "/oauth2/v2.0/token";

  private final SimulatorClient client;
  final Map<String, Object> header = new LinkedHashMap<>();
  final Map<String, Object> claims = new LinkedHashMap<>();
  TokenSigningKey key;

  private AssertionClient(SimulatorClient client, TokenSigningKey key) {
    this.client = client;
    this.key = key;
    header.put("alg", "RS256");
  }

  /** As an issuer of workload identity writes it. */
  public static AssertionClient federated(
      SimulatorClient client, String issuer, String subject, String keyId, TokenSigningKey key) {
    AssertionClient made = new AssertionClient(client, key);
    made.header.put("kid", keyId);
    made.claims.put("iss", issuer);
    made.claims.put("sub", subject);
    made.claims.put("aud", "api://AzureADTokenExchange");
    made.claims.put("iat", NOW);
    made.claims.put("nbf", NOW);
    made.claims.put("exp", NOW + 600);
    made.claims.put("jti", "assertion-1");
    return made;
  }

  /** As an application with a certificate writes it. */
  public static AssertionClient selfSigned(
      SimulatorClient client, String clientId, TokenSigningKey key) {
    AssertionClient made = new AssertionClient(client, key);
    made.claims.put("iss", clientId);
    made.claims.put("sub", clientId);
    made.claims.put(
        "aud", client.authorityUri(SeededFleet.TENANT + "/oauth2/v2.0/token").toString());
    made.claims.put("nbf", NOW);
    made.claims.put("exp", NOW + 600);
    return made;
  }

  public AssertionClient with(String claim, Object value) {
    claims.put(claim, value);
    return this;
  }

  public AssertionClient without(String claim) {
    claims.remove(claim);
    return this;
  }

  public AssertionClient header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  public AssertionClient signedBy(TokenSigningKey other) {
    key = other;
    return this;
  }

  public Answer offer(String clientId) throws Exception {
    return client.form(TOKEN_PATH, form(clientId));
  }

  public CompletableFuture<HttpResponse<String>> offerLater(String clientId) {
    return client
        .http()
        .sendAsync(
            HttpRequest.newBuilder(client.authorityUri(TOKEN_PATH))
                .POST(HttpRequest.BodyPublishers.ofString(form(clientId)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private String form(String clientId) {
    return "grant_type=client_credentials&scope=https://management.azure.com//.default&client_id="
        + clientId
        + "&client_assertion="
        + CompactSerialization.sign(header, claims, key).expose()
        + "&client_assertion_type="
        + GraphClient.encoded(AssertionExchange.ASSERTION_TYPE);
  }

  /** The number of the refusal: 0 when it was accepted. */
  public int verdict(String clientId) throws Exception {
    return offer(clientId).body().path("error_codes").path(0).asInt();
  }
}
