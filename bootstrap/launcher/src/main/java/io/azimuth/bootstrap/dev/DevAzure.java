package io.azimuth.bootstrap.dev;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
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
   * Starts it on the documented ports, so that the printed commands are always the same; on any
   * free ports if those are taken.
   */
  static AzureSimulator start(Path directory, boolean anyPort) throws IOException {
    AzureSimulatorConfig free =
        AzureSimulatorConfig.onFreePorts(Clock.systemUTC(), new SecureRandom())
            .writingTo(directory);
    if (anyPort) {
      return AzureSimulator.start(free);
    }
    try {
      return AzureSimulator.start(free.at(local(SIGN_IN_PORT), local(METADATA_PORT)));
    } catch (IOException e) {
      return AzureSimulator.start(free);
    }
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
