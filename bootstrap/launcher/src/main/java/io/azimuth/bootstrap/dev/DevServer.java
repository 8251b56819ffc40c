package io.azimuth.bootstrap.dev;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.command.DevServerFactory;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.lab.TemporaryServerFiles;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.bootstrap.server.ReloadedFile;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a development server: its files, a simulated Azure, the server and its initial content.
 */
public final class DevServer implements DevServerFactory {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final ServerFactory servers;

  /** Creates a factory; starts nothing yet. */
  public DevServer(ServerFactory servers) {
    this.servers = servers;
  }

  @Override
  public Running start(Order order) {
    Parts parts = new Parts();
    boolean started = false;
    try {
      Running running = start(order, parts);
      started = true;
      return running;
    } catch (IOException e) {
      throw new StartupException("the development server cannot start", e);
    } catch (ClientException e) {
      throw new StartupException("the development server cannot be set up: " + e.sentence(), e);
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  private Running start(Order order, Parts parts) throws IOException {
    TemporaryServerFiles files = parts.add(TemporaryServerFiles.create());
    AzureSimulator azure = parts.add(DevAzure.start(files.directory(), order));
    Path config = files.writeConfig(order.address().toString(), TemporaryServerFiles.IN_MEMORY);
    Files.writeString(config, settings(order.address()), StandardOpenOption.APPEND);
    StartupPlan plan = plan(config);
    AzimuthServer server = parts.add(servers.create(plan, ReloadedFile.FIXED));
    server.start();
    String address = address(order.address(), server);
    DevSetup setup = new DevSetup(client(address));
    SecretText root = setup.run(order.rootId());
    if (!plan.hasAuthMethod("azure")) {
      return new Started(
          server, DevGreeting.withoutAzure(address, root), facts(address, root).build(), parts);
    }
    setup.addAzure();
    String metadata = azure.metadataUri().toString().replaceAll("/$", "");
    Value.Builder facts =
        facts(address, root)
            .put("azure_address", azure.authorityUri().toString().replaceAll("/$", ""))
            .put("metadata_address", metadata);
    return new Started(server, DevGreeting.lines(address, metadata, root), facts.build(), parts);
  }

  private static Value.Builder facts(String address, SecretText root) {
    return Value.Obj.builder().put("address", address).put("root_token", root.expose());
  }

  // Nobody knows the address of a server on any free port before it listens.
  private static String settings(HostAndPort address) {
    return address.port() == 0
        ? "ui = true\n"
        : "ui = true\napi_addr = \"http://" + address + "\"\n";
  }

  private static StartupPlan plan(Path config) {
    StartupCheck.Outcome outcome = new StartupCheck(Environment.of(Map.of())).check(config);
    return outcome
        .plan()
        .orElseThrow(
            () ->
                new StartupException(
                    "the development server cannot start: " + outcome.problems().all()));
  }

  private static String address(HostAndPort ordered, AzimuthServer server) {
    int port = server.addresses().stream().findFirst().map(it -> it.getPort()).orElse(0);
    return "http://" + new HostAndPort(ordered.host(), port == 0 ? ordered.port() : port);
  }

  private static ApiClient client(String address) {
    ClientSettings settings =
        new ClientSettings(
            URI.create(address), Optional.empty(), TlsSettings.DEFAULT, TIMEOUT, 0, false);
    return ApiClient.of(settings, Sleeper.system());
  }

  private record Started(AzimuthServer server, List<String> greeting, Value.Obj facts, Parts parts)
      implements Running {
    @Override
    public void close() {
      parts.close();
    }

    @Override
    public String toString() {
      return "development server";
    }
  }

  /** Everything that was opened. Closes the last part first. */
  private static final class Parts {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
      opened.push(part);
      return part;
    }

    void close() {
      while (!opened.isEmpty()) {
        try {
          opened.pop().close();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (Exception e) { // after any exception, the other parts must still be closed
          throw new StartupException("the development server was not closed in order", e);
        }
      }
    }
  }
}
