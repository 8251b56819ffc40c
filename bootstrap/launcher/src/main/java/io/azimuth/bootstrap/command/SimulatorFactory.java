package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.HostAndPort;
import java.net.URI;
import java.nio.file.Path;

/** Starts simulated Azures. */
@FunctionalInterface
public interface SimulatorFactory {

  /**
   * The simulator to start.
   *
   * @param address the address of the authority, Resource Manager and Graph
   * @param metadataAddress the address of the metadata service
   * @param directory the directory to write the files to
   * @param othersAllowed whether other machines may connect
   */
  record Order(
      HostAndPort address, HostAndPort metadataAddress, Path directory, boolean othersAllowed) {}

  /** A simulator that serves. */
  interface Running extends AutoCloseable {

    /** The base of the authority, Resource Manager and Graph, with the port that was taken. */
    URI authorityUri();

    /** The base of the metadata service, with the port that was taken. */
    URI metadataUri();

    @Override
    void close();
  }

  /**
   * Starts a simulator. When this returns, it serves both addresses and has written its files.
   *
   * @throws io.azimuth.bootstrap.server.StartupException if the simulator cannot start
   */
  Running start(Order order);
}
