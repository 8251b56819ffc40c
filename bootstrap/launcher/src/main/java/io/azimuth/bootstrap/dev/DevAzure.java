package io.azimuth.bootstrap.dev;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.bootstrap.command.DevServerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** Starts the simulated Azure of a development server. */
final class DevAzure {

  private static final int SIGN_IN_PORT = 9443;
  private static final int METADATA_PORT = 9080;

  private DevAzure() {}

  /**
   * Starts it on the ports of the order, or else on the documented ones, so that the printed
   * commands are always the same; on any free ports if those are taken.
   *
   * @throws IOException when a port of the order is taken
   */
  static AzureSimulator start(Path directory, DevServerFactory.Order order) throws IOException {
    AzureSimulatorConfig free =
        AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
            .writingTo(directory);
    AzureSimulatorConfig ordered =
        free.at(local(order.azurePort().orElse(0)), local(order.metadataPort().orElse(0)));
    if (order.address().port() == 0) {
      return AzureSimulator.start(ordered);
    }
    try {
      return AzureSimulator.start(
          free.at(
              local(order.azurePort().orElse(SIGN_IN_PORT)),
              local(order.metadataPort().orElse(METADATA_PORT))));
    } catch (IOException e) {
      return AzureSimulator.start(ordered);
    }
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
