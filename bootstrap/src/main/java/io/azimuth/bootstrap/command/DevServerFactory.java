package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Starts servers for trying out. */
@FunctionalInterface
public interface DevServerFactory {

  /**
   * What to start.
   *
   * @param address where it listens; a loopback address
   * @param rootId what the root token is to be; chance unless given
   */
  record Order(HostAndPort address, Optional<SecretText> rootId) {
    public Order {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(rootId, "rootId");
    }
  }

  /** A server that serves, unsealed and configured. */
  interface Running extends AutoCloseable {

    /** The server. */
    AzimuthServer server();

    /** What to tell the user, the root token among it: not for a log. */
    List<String> greeting();

    @Override
    void close();
  }

  /**
   * Starts one.
   *
   * @throws io.azimuth.bootstrap.server.StartupException when it cannot start
   */
  Running start(Order order);
}
