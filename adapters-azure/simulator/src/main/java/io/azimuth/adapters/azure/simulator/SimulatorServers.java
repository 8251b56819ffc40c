package io.azimuth.adapters.azure.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.azimuth.adapters.azure.simulator.server.MutualTls;
import io.azimuth.adapters.azure.simulator.server.SimulatorAddress;
import io.azimuth.adapters.azure.simulator.server.SimulatorHandler;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The two listeners. */
final class SimulatorServers implements AutoCloseable {

  private static final int BACKLOG = 128;

  private final HttpsServer authority;
  private final HttpServer metadata;

  private boolean started;

  private SimulatorServers(HttpsServer authority, HttpServer metadata) {
    this.authority = authority;
    this.metadata = metadata;
  }

  /** Takes the ports; connections wait until {@link #start}. */
  static SimulatorServers bind(AzureSimulatorConfig config, SSLContext tls) throws IOException {
    // The JDK's server writes head and body apart; without this, Nagle's algorithm and delayed
    // acknowledgements add 40 ms to each answer.
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    // In seconds; without this, a client that never ends its request keeps a thread for good.
    setUnlessSet("sun.net.httpserver.maxReqTime", "30");
    HttpsServer authority = HttpsServer.create(config.address(), BACKLOG);
    authority.setHttpsConfigurator(new MutualTls(tls));
    try {
      return new SimulatorServers(authority, HttpServer.create(config.metadataAddress(), BACKLOG));
    } catch (IOException e) {
      freeUnstarted(authority);
      throw e;
    }
  }

  /**
   * The server's classes read these properties when they are loaded, so only the first value
   * counts.
   */
  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  URI authorityUri() {
    return SimulatorAddress.uri("https", authority.getAddress());
  }

  URI metadataUri() {
    return SimulatorAddress.uri("http", metadata.getAddress());
  }

  void start(Executor workers, SimulatorHandler ofAuthority, SimulatorHandler ofMetadata) {
    authority.createContext("/", ofAuthority);
    metadata.createContext("/", ofMetadata);
    authority.setExecutor(workers);
    metadata.setExecutor(workers);
    authority.start();
    metadata.start();
    started = true;
  }

  /** Frees the ports at once and breaks all connections. */
  @Override
  public void close() {
    if (!started) {
      freeUnstarted(authority);
      freeUnstarted(metadata);
      return;
    }
    authority.stop(0);
    metadata.stop(0);
  }

  /** A closed port stays taken until the server's thread has looked once more at its selector. */
  private static void freeUnstarted(HttpServer server) {
    server.start();
    server.stop(0);
  }
}
