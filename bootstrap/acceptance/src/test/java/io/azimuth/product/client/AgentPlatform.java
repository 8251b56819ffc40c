package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Azure as the agent calls it: the metadata service of its machine or node, and, in a pod with
 * workload identity, the sign-in service through Microsoft's library for Go. Queries and forms are
 * sorted by their keys, as Go writes them.
 */
final class AgentPlatform {

  static final String USER_AGENT = "Vault Agent/1.20.4 (+https://www.vaultproject.io/; go1.24.6)";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2018-02-01";

  private final TestingServer server;

  AgentPlatform(TestingServer server) {
    this.server = server;
  }

  /** The instance document of the machine. */
  JsonNode instance(String machine) {
    return metadata(machine, "instance", Map.of("api-version", VERSION));
  }

  /**
   * A token of the machine's identity with this client id; of its default identity if the id is
   * empty.
   */
  String token(String machine, String client) {
    Map<String, String> query = new TreeMap<>();
    query.put("api-version", VERSION);
    query.put("resource", AzureMount.AUDIENCE);
    if (!client.isEmpty()) {
      query.put("client_id", client);
    }
    return metadata(machine, "identity/oauth2/token", query).path("access_token").asText();
  }

  private JsonNode metadata(String machine, String path, Map<String, String> query) {
    URI uri = server.azure().metadataUri(machine).resolve("metadata/" + path + "?" + form(query));
    return send(
        HttpClient.newHttpClient(),
        HttpRequest.newBuilder(uri)
            .header("Metadata", "true")
            .header("User-Agent", USER_AGENT)
            .header("Accept-Encoding", "gzip")
            .build());
  }

  /**
   * A token for a pod that presents its service-account token, with the values of the webhook's
   * variables.
   */
  String federatedToken(String pod, String client) throws IOException {
    URI authority = server.azure().authorityUri().resolve("/" + AzureMount.TENANT + "/v2.0/");
    HttpClient signIn =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TlsFixture.trusting(server.path("ca.pem")))
            .build();
    JsonNode discovered =
        send(signIn, library(authority.resolve(".well-known/openid-configuration")).build());
    Map<String, String> form = new TreeMap<>();
    form.put("client_assertion", Files.readString(server.path("pods/" + pod + ".token")).trim());
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_id", client);
    form.put("client_info", "1");
    form.put("grant_type", "client_credentials");
    form.put("scope", AzureMount.AUDIENCE + "/.default openid offline_access profile");
    HttpRequest request =
        library(URI.create(discovered.path("token_endpoint").asText()))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(form(form)))
            .build();
    return send(signIn, request).path("access_token").asText();
  }

  private static HttpRequest.Builder library(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("client-request-id", UUID.randomUUID().toString())
        .header("Return-Client-Request-Id", "false")
        .header("x-client-sku", "MSAL.Go")
        .header("x-client-os", "linux")
        .header("x-client-cpu", "amd64")
        .header("x-client-ver", "1.4.2");
  }

  private static JsonNode send(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(request.uri() + " " + answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
