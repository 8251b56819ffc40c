package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.server.SimulatorAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * How to start a simulated Azure.
 *
 * @param address where the sign-in service listens (HTTPS); port 0 = any free
 * @param metadataAddress where the metadata service listens (plain HTTP, as in Azure)
 * @param directory where {@code ca.pem} and {@code cloud.hcl} go
 * @param clock the time in tokens and errors; certificates do not depend on it
 * @param random for keys and ids
 * @param fleet the tenants, machines and applications
 * @param othersAllowed whether other machines may reach it; else the addresses must be loopback
 */
public record AzureSimulatorConfig(
    InetSocketAddress address,
    InetSocketAddress metadataAddress,
    Optional<Path> directory,
    Clock clock,
    SecureRandom random,
    SimulatorFleet fleet,
    boolean othersAllowed) {

  public AzureSimulatorConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(fleet, "fleet");
    SimulatorAddress.requireResolved(address);
    SimulatorAddress.requireResolved(metadataAddress);
    if (!othersAllowed) {
      SimulatorAddress.requireLoopback(address);
      SimulatorAddress.requireLoopback(metadataAddress);
    }
  }

  /** On free loopback ports, with the documented fleet, writing nothing. */
  public static AzureSimulatorConfig onFreePorts(Clock clock, SecureRandom random) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new AzureSimulatorConfig(
        any, any, Optional.empty(), clock, random, SimulatorFleet.seeded(), false);
  }

  /**
   * The same at these addresses.
   *
   * @throws IllegalArgumentException when one is not loopback and others are not allowed
   */
  public AzureSimulatorConfig at(InetSocketAddress https, InetSocketAddress metadata) {
    return new AzureSimulatorConfig(
        https, metadata, directory, clock, random, fleet, othersAllowed);
  }

  /** The same, writing its files into the directory. */
  public AzureSimulatorConfig writingTo(Path path) {
    return new AzureSimulatorConfig(
        address, metadataAddress, Optional.of(path), clock, random, fleet, othersAllowed);
  }

  /** The same with another fleet. */
  public AzureSimulatorConfig with(SimulatorFleet other) {
    return new AzureSimulatorConfig(
        address, metadataAddress, directory, clock, random, other, othersAllowed);
  }

  /**
   * The same, open to other machines: each client that reaches it gets tokens. Steering stays
   * local.
   */
  public AzureSimulatorConfig allowingOthers() {
    return new AzureSimulatorConfig(
        address, metadataAddress, directory, clock, random, fleet, true);
  }
}
