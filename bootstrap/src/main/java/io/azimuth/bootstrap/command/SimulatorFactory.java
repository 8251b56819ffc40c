package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.HostAndPort;
import java.nio.file.Path;

/** Starts simulated Azures. */
@FunctionalInterface
public interface SimulatorFactory {

  /**
   * What to start.
   *
   * @param address of authority, Resource Manager and Graph
   * @param metadataAddress of the metadata service
   * @param directory where the files go
   * @param othersAllowed whether other machines may reach it
   */
  record Order(
      HostAndPort address, HostAndPort metadataAddress, Path directory, boolean othersAllowed) {}

  /** A running simulator. */
  @FunctionalInterface
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Starts one that serves both addresses and has written its files into the directory.
   *
   * @throws io.azimuth.bootstrap.server.StartupException when it cannot start
   */
  Running start(Order order);
}
