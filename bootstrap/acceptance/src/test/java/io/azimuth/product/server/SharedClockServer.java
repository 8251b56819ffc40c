package io.azimuth.product.server;

import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.server.WiredServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Map;

/** Runs a server on the clock of a test, in its own process. */
final class SharedClockServer {

  private SharedClockServer() {}

  /**
   * Serves until the process is killed.
   *
   * @param arguments the configuration file and the file of the clock
   */
  public static void main(String[] arguments) throws InterruptedException {
    Environment empty = Environment.of(Map.of());
    StartupCheck.Outcome outcome = new StartupCheck(empty).check(Path.of(arguments[0]));
    StartupPlan plan =
        outcome.plan().orElseThrow(() -> new AssertionError(outcome.problems().all()));
    Logging.to(new FileOutputStream(FileDescriptor.err)).configure(plan.config().telemetry().log());
    try (WiredServer server =
        new WiredServer(
            plan, SharedClock.in(Path.of(arguments[1])), new SystemSecretGenerator(), empty)) {
      server.start();
      server.await();
    }
  }
}
