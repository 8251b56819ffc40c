package io.azimuth.bootstrap.azure;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.command.SimulatorFactory;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.server.StartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/** Starts simulated Azures with the documented fleet, on the clock and randomness of the system. */
public final class AzureSimulatorFactory implements SimulatorFactory {

  /** Creates a factory; starts nothing yet. */
  public AzureSimulatorFactory() {}

  @Override
  public Running start(Order order) {
    try {
      return running(AzureSimulator.start(config(order)));
    } catch (IOException e) {
      throw new StartupException(
          "the simulator cannot listen on %s and %s or write into %s"
              .formatted(order.address(), order.metadataAddress(), order.directory()),
          e);
    }
  }

  private static Running running(AzureSimulator simulator) {
    return new Running() {
      @Override
      public URI authorityUri() {
        return simulator.authorityUri();
      }

      @Override
      public URI metadataUri() {
        return simulator.metadataUri();
      }

      @Override
      public void close() {
        simulator.close();
      }
    };
  }

  private static AzureSimulatorConfig config(Order order) {
    AzureSimulatorConfig base =
        AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
            .writingTo(order.directory());
    return (order.othersAllowed() ? base.allowingOthers() : base)
        .at(
            resolved(order.address(), order.othersAllowed()),
            resolved(order.metadataAddress(), order.othersAllowed()));
  }

  private static InetSocketAddress resolved(HostAndPort address, boolean othersAllowed) {
    InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
    if (resolved.isUnresolved()) {
      throw new StartupException(address + " cannot be resolved");
    }
    if (!othersAllowed && !resolved.getAddress().isLoopbackAddress()) {
      throw new StartupException(
          address
              + " is not a loopback address, and whoever reaches the simulator gets tokens;"
              + " add --allow-others if that is meant");
    }
    return resolved;
  }
}
