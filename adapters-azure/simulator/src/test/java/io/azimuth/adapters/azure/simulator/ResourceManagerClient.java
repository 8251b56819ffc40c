package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.steering.SimulatedResourceManager;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Asks the simulated Resource Manager as {@code azimuth-server}, with a clock that can be moved.
 */
public final class ResourceManagerClient implements AutoCloseable {

  public static final String SUBSCRIPTION = "/subscriptions/22222222-2222-2222-2222-222222222222";
  static final String RG_WEB = SUBSCRIPTION + "/resourceGroups/rg-web/providers/";
  public static final String VM = RG_WEB + "Microsoft.Compute/virtualMachines/";
  public static final String SET = RG_WEB + "Microsoft.Compute/virtualMachineScaleSets/";
  public static final String IDENTITIES =
      SUBSCRIPTION
          + "/resourceGroups/rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

  public final AzureSimulator simulator;
  public final SimulatedResourceManager steered;
  public final SimulatorClient client;
  public final MovableClock clock;

  private ResourceManagerClient(AzureSimulator simulator, MovableClock clock) throws Exception {
    this.simulator = simulator;
    this.clock = clock;
    this.steered = simulator.resourceManager();
    this.client = new SimulatorClient(simulator);
  }

  /** With the seeded fleet and the scale sets {@code load} and {@code crowd} of 200 each. */
  static ResourceManagerClient start() throws Exception {
    MovableClock clock = new MovableClock();
    SimulatorFleet fleet =
        SimulatorFleet.seeded().withFlexibleSet("load", 200).withUniformSet("crowd", 200);
    AzureSimulatorConfig config = AzureSimulatorConfig.forTests(clock, new SecureRandom());
    return new ResourceManagerClient(AzureSimulator.start(config.with(fleet)), clock);
  }

  /** A clock that stands still until it is moved. */
  public static final class MovableClock extends Clock {

    private volatile Instant now = SimulatorClient.NOW;

    public void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  public String tokenOf(String application) {
    return simulator
        .mint(TokenRequest.forApplication(application, simulator.authorityUri().toString()))
        .expose();
  }

  public Answer compute(String path) throws Exception {
    return get(path + "?api-version=2025-04-01");
  }

  public Answer get(String pathAndQuery) throws Exception {
    return get(pathAndQuery, token());
  }

  public Answer get(String pathAndQuery, String bearer) throws Exception {
    return client.send(request(pathAndQuery).header("Authorization", "Bearer " + bearer));
  }

  public HttpResponse<String> raw(String pathAndQuery) throws Exception {
    HttpRequest request =
        request(pathAndQuery)
            .header("Authorization", "Bearer " + token())
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.http().send(request, HttpResponse.BodyHandlers.ofString());
  }

  public HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(client.authorityUri(pathAndQuery.substring(1)));
  }

  /** A fresh one of the server's. */
  public String token() {
    return tokenOf("azimuth-server");
  }

  public static String code(Answer answer) {
    return answer.body().path("error").path("code").asText();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
