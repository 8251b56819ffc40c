package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Optional;

/** Starts development servers. */
@FunctionalInterface
public interface DevServerFactory {

  /**
   * The server to start.
   *
   * @param address the address to listen on; a loopback address
   * @param rootId the root token; random if absent
   */
  record Order(HostAndPort address, Optional<SecretText> rootId) {}

  /** A running server, unsealed and configured. */
  interface Running extends AutoCloseable {

    AzimuthServer server();

    /** Lines to print for the user. They contain the root token and must not be logged. */
    List<String> greeting();

    @Override
    void close();
  }

  /**
   * Starts a server.
   *
   * @throws io.azimuth.bootstrap.server.StartupException if the server cannot start
   */
  Running start(Order order);
}
