package io.azimuth.bootstrap.warmup;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.lab.TemporaryServerFiles;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.server.WiredServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts a server in this process twice, sends it the first requests of a server's life, and stops
 * it. {@code bin/azimuth} runs this to learn which classes a start and a first login need.
 */
public final class WarmUp implements Runnable {

  private static final int PATIENCE_MS = 10_000;

  private final Consumer<URI> client;

  /** A warm-up that also lets this client send requests to its server. */
  public WarmUp(Consumer<URI> client) {
    this.client = client;
  }

  @Override
  public void run() {
    try (TemporaryServerFiles files = TemporaryServerFiles.create();
        AzureSimulator azure = AzureSimulator.start(simulator(files))) {
      WarmUpLogins logins = new WarmUpLogins(azure);
      Path config = files.writeConfig("127.0.0.1:0", TemporaryServerFiles.ON_DISK);
      serve(plan(config), logins::setUp); // the second one is a start like most: with a store
      serve(plan(config), logins::run);
    } catch (IOException e) {
      throw new UncheckedIOException("the warm-up failed", e);
    }
  }

  private void serve(StartupPlan plan, Consumer<URI> logins) throws IOException {
    try (WiredServer server = server(plan)) {
      server.start();
      URI base = URI.create("http://127.0.0.1:" + server.addresses().get(0).getPort());
      ask(base.resolve("/v1/sys/health"));
      client.accept(base);
      if (plan.hasAuthMethod("azure")) {
        logins.accept(base);
      }
    }
  }

  private static AzureSimulatorConfig simulator(TemporaryServerFiles files) {
    return AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
        .writingTo(files.directory());
  }

  private static StartupPlan plan(Path config) {
    return new StartupCheck(Environment.of(Map.of()))
        .check(config)
        .plan()
        .orElseThrow(() -> new StartupException("the warm-up's configuration is not good"));
  }

  private static WiredServer server(StartupPlan plan) {
    return new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator());
  }

  private static void ask(URI health) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    // Any status is fine: a new server answers that it is not initialized.
    connection.getResponseCode();
    connection.disconnect();
  }
}
