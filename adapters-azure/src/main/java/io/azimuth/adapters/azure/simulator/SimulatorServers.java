package io.azimuth.adapters.azure.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The two listeners. */
final class SimulatorServers implements AutoCloseable {

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
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
    // acknowledgements add 40 ms to each answer. Its classes read the property when first loaded.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    HttpsServer authority = HttpsServer.create(config.address(), BACKLOG);
    authority.setHttpsConfigurator(new HttpsConfigurator(tls));
    try {
      return new SimulatorServers(authority, HttpServer.create(config.metadataAddress(), BACKLOG));
    } catch (IOException e) {
      freeUnstarted(authority);
      throw e;
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
