package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.ResourceManagerClient.MovableClock;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.steering.SimulatedGraph;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Asks the simulated Graph as {@code azimuth-server}, with a clock that can be moved. */
public final class GraphClient implements AutoCloseable {

  public static final String SERVER = "azimuth-server";
  public static final String CLIENT_ID = "aaaaaaaa-0000-4000-8000-000000000010";
  public static final String PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000010";
  public static final String OBJECT_ID = "abababab-0000-4000-8000-000000000010";
  public static final String FIRST_SECRET = "lab-secret-of-azimuth-server";
  public static final String APP = "applications/" + OBJECT_ID;

  public final AzureSimulator simulator;
  public final SimulatedGraph steered;
  public final SimulatorClient client;
  public final MovableClock clock;

  private GraphClient(AzureSimulator simulator, MovableClock clock) throws Exception {
    this.simulator = simulator;
    this.clock = clock;
    this.steered = simulator.graph();
    this.client = new SimulatorClient(simulator);
  }

  static GraphClient start() throws Exception {
    MovableClock clock = new MovableClock();
    return new GraphClient(
        AzureSimulator.start(AzureSimulatorConfig.forTests(clock, new SecureRandom())), clock);
  }

  public String tokenOf(String application) {
    return simulator
        .mint(TokenRequest.forApplication(application, "https://graph.microsoft.com"))
        .expose();
  }

  public Answer get(String path) throws Exception {
    return get(path, tokenOf(SERVER));
  }

  public Answer get(String path, String bearer) throws Exception {
    return client.send(request(path).header("Authorization", "Bearer " + bearer));
  }

  public Answer post(String path, String json) throws Exception {
    return post(path, json, tokenOf(SERVER));
  }

  public Answer post(String path, String json, String bearer) throws Exception {
    return client.send(
        request(path)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Without reading the answer as JSON: one of 204 has no body. */
  public HttpResponse<String> rawPost(String path, String json) throws Exception {
    return client
        .http()
        .send(
            request(path)
                .header("Authorization", "Bearer " + tokenOf(SERVER))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  public Answer add(String displayName) throws Exception {
    return post(
        APP + "/addPassword",
        "{\"passwordCredential\":{\"displayName\":\"%s\"}}".formatted(displayName));
  }

  /** What the token endpoint says to a secret of the server's: 0 when it is good. */
  public int verdict(String secret) throws Exception {
    Answer answer =
        client.form(
            SeededFleet.TENANT + "/oauth2/v2.0/token",
            "grant_type=client_credentials&scope=https://management.azure.com//.default&client_id="
                + CLIENT_ID
                + "&client_secret="
                + encoded(secret));
    return answer.body().path("error_codes").path(0).asInt();
  }

  public List<String> displayNames() {
    return steered.passwords(SERVER).stream()
        .map(ListedPassword::displayName)
        .flatMap(Optional::stream)
        .toList();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(client.authorityUri("v1.0/" + path));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public static String code(Answer answer) {
    return answer.body().path("error").path("code").asText();
  }

  @Override
  public void close() {
    simulator.close();
  }

  /** One simulator for all test classes that ask for it: its keys take a while to make. */
  public static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == GraphClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(Shared.class))
          .getOrComputeIfAbsent("client", it -> new Held(started()), Held.class)
          .client();
    }

    private static GraphClient started() {
      try {
        return GraphClient.start();
      } catch (Exception e) {
        // A resolver cannot throw it as it is.
        throw new IllegalStateException("no simulator", e);
      }
    }
  }

  private record Held(GraphClient client) implements AutoCloseable {

    @Override
    public void close() {
      client.close();
    }
  }
}
