package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
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
   * @param azurePort where the simulated Azure listens; its usual port or any free one if absent
   * @param metadataPort the same for the metadata service of its machines
   */
  record Order(
      HostAndPort address,
      Optional<SecretText> rootId,
      Optional<Integer> azurePort,
      Optional<Integer> metadataPort) {}

  /** A running server, unsealed and configured. */
  interface Running extends AutoCloseable {

    AzimuthServer server();

    /** Lines to print for the user. They contain the root token and must not be logged. */
    List<String> greeting();

    /**
     * The same facts for programs: {@code address}, {@code root_token} and, with a simulated Azure,
     * {@code azure_address} and {@code metadata_address}.
     */
    Value.Obj facts();

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
