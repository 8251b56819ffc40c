package io.azimuth.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Rotates the server's own client secret and kills the server during the rotation. */
final class DemoRotation {

  private static final String APPLICATION = "azimuth-server";
  private static final String REPLACED = "by hand";
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_MS = 100;

  private final Narrator narrator;
  private final AzureSimulator azure;
  private final Server server;

  DemoRotation(Narrator narrator, AzureSimulator azure, Server server) {
    this.narrator = narrator;
    this.azure = azure;
    this.server = server;
  }

  /** Sends requests to the server with the root token. */
  @FunctionalInterface
  interface Server {

    DemoHttpClient.Reply call(String method, String path) throws IOException, InterruptedException;
  }

  void begin() throws IOException, InterruptedException {
    narrator.step("The server's own secret is rotated. Azure needs a while to know the new one.");
    azure.graph().spreadSecrets(SecretPropagation.after(SPREAD));
    DemoHttpClient.Reply reply = server.call("PUT", "auth/azure/rotate-root");
    narrator.expect(reply.status() == 204, "rotate-root answered " + reply.body());
    narrator.report("PUT auth/azure/rotate-root -> 204: the new secret is stored, not yet trusted");
    narrator.report("passwords of the application: %s", passwords());
    reportStatus();
  }

  void end() throws IOException, InterruptedException {
    narrator.step("The rotation that the kill interrupted goes on by itself.");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (passwords().contains(REPLACED) || !state().isEmpty()) {
      narrator.expect(System.nanoTime() - deadline < 0, "the rotation does not end");
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
    narrator.report("three tokens in half a minute proved the new secret; it took over");
    narrator.report("passwords of the application: %s", passwords());
    reportStatus();
  }

  private String passwords() {
    return azure.graph().passwords(APPLICATION).stream()
        .map(DemoRotation::name)
        .collect(Collectors.joining(", "));
  }

  private static String name(ListedPassword password) {
    return "\"" + password.displayName().orElse("") + "\"";
  }

  private void reportStatus() throws IOException, InterruptedException {
    JsonNode status = status();
    narrator.report(
        "config/status: pending_rotation %s, rotation %s",
        status.path("pending_rotation"), status.path("rotation"));
  }

  private String state() throws IOException, InterruptedException {
    return status().path("pending_rotation").path("state").asText("");
  }

  private JsonNode status() throws IOException, InterruptedException {
    DemoHttpClient.Reply reply = server.call("GET", "auth/azure/config/status");
    narrator.expect(reply.status() == 200, "config/status answered " + reply.status());
    return reply.body().path("data");
  }
}
