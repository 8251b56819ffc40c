package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.server.SimulatorAddress;
import io.azimuth.adapters.azure.simulator.token.SharedSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

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
 * @param signingKeys where the keys that sign tokens come from
 */
public record AzureSimulatorConfig(
    InetSocketAddress address,
    InetSocketAddress metadataAddress,
    Optional<Path> directory,
    Clock clock,
    SecureRandom random,
    SimulatorFleet fleet,
    boolean othersAllowed,
    Supplier<TokenSigningKey> signingKeys) {

  public AzureSimulatorConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(signingKeys, "signingKeys");
    SimulatorAddress.requireResolved(address);
    SimulatorAddress.requireResolved(metadataAddress);
    if (!othersAllowed) {
      SimulatorAddress.requireLoopback(address);
      SimulatorAddress.requireLoopback(metadataAddress);
    }
  }

  /** On free loopback ports, with the documented fleet, writing nothing. */
  public static AzureSimulatorConfig onFreePorts(Clock clock, SecureRandom random) {
    return onFreePorts(clock, random, () -> TokenSigningKey.generate(random));
  }

  /**
   * For test suites that start many simulators: on free loopback ports, with the documented fleet,
   * writing nothing, with signing keys that the simulators of this JVM share.
   */
  public static AzureSimulatorConfig forTests(Clock clock, SecureRandom random) {
    return onFreePorts(clock, random, SharedSigningKeys.madeWith(random));
  }

  private static AzureSimulatorConfig onFreePorts(
      Clock clock, SecureRandom random, Supplier<TokenSigningKey> signingKeys) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new AzureSimulatorConfig(
        any, any, Optional.empty(), clock, random, SimulatorFleet.seeded(), false, signingKeys);
  }

  /**
   * The same at these addresses.
   *
   * @throws IllegalArgumentException when one is not loopback and others are not allowed
   */
  public AzureSimulatorConfig at(InetSocketAddress https, InetSocketAddress metadata) {
    return new AzureSimulatorConfig(
        https, metadata, directory, clock, random, fleet, othersAllowed, signingKeys);
  }

  /** The same, writing its files into the directory. */
  public AzureSimulatorConfig writingTo(Path path) {
    return new AzureSimulatorConfig(
        address,
        metadataAddress,
        Optional.of(path),
        clock,
        random,
        fleet,
        othersAllowed,
        signingKeys);
  }

  public AzureSimulatorConfig with(SimulatorFleet other) {
    return new AzureSimulatorConfig(
        address, metadataAddress, directory, clock, random, other, othersAllowed, signingKeys);
  }

  /**
   * The same, open to other machines: each client that reaches it gets tokens. Steering stays
   * local.
   */
  public AzureSimulatorConfig allowingOthers() {
    return new AzureSimulatorConfig(
        address, metadataAddress, directory, clock, random, fleet, true, signingKeys);
  }
}
