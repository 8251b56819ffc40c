package io.azimuth.bootstrap.warmup;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.lab.TemporaryServerFiles;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.bootstrap.server.ReloadedFile;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.server.WiredServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the command of a server in this process twice, sends it the first requests of a server's
 * life, and stops it. {@code bin/azimuth} runs this to learn which classes a start and a first
 * login need.
 */
public final class WarmUp implements Runnable {

  private static final int PATIENCE_MS = 10_000;

  private final ServerRun command;
  private final Consumer<URI> client;

  /** The command line of a server. */
  @FunctionalInterface
  public interface ServerRun {

    /**
     * Runs it with this configuration file until the server stops.
     *
     * @throws StartupException if it fails
     */
    void run(ServerFactory servers, Path config);
  }

  /** A warm-up with this command that also lets this client send requests to its server. */
  public WarmUp(ServerRun command, Consumer<URI> client) {
    this.command = command;
    this.client = client;
  }

  @Override
  public void run() {
    try (TemporaryServerFiles files = TemporaryServerFiles.create();
        AzureSimulator azure = AzureSimulator.start(simulator(files))) {
      WarmUpLogins logins = new WarmUpLogins(azure);
      Path config = files.writeConfig("127.0.0.1:0", TemporaryServerFiles.ON_DISK);
      serve(config, logins::setUp); // the second one is a start like most: with a store
      serve(config, logins::run);
    } catch (IOException e) {
      throw new UncheckedIOException("the warm-up failed", e);
    }
  }

  private void serve(Path config, Consumer<URI> logins) {
    command.run((plan, file) -> visited(plan, file, logins), config);
  }

  private AzimuthServer visited(StartupPlan plan, ReloadedFile file, Consumer<URI> logins) {
    WiredServer server =
        new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator(), file);
    return new VisitedServer(server, plan.hasAuthMethod("azure") ? logins : base -> {});
  }

  private static AzureSimulatorConfig simulator(TemporaryServerFiles files) {
    return AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
        .writingTo(files.directory());
  }

  private static void ask(URI health) {
    try {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      // Any status is fine: a new server answers that it is not initialized.
      connection.getResponseCode();
      connection.disconnect();
    } catch (IOException e) {
      throw new UncheckedIOException("the warm-up failed", e);
    }
  }

  /** Stops after the visits that its command otherwise waits for. */
  private final class VisitedServer implements AzimuthServer {

    private final AzimuthServer server;
    private final Consumer<URI> logins;

    VisitedServer(AzimuthServer server, Consumer<URI> logins) {
      this.server = server;
      this.logins = logins;
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public List<InetSocketAddress> addresses() {
      return server.addresses();
    }

    @Override
    public void await() throws InterruptedException {
      URI base = URI.create("http://127.0.0.1:" + addresses().get(0).getPort());
      ask(base.resolve("/v1/sys/health"));
      client.accept(base);
      logins.accept(base);
      server.stop();
      server.await();
    }

    @Override
    public List<String> reload() {
      return server.reload();
    }

    @Override
    public void stop() {
      server.stop();
    }
  }
}
