package io.azimuth.bootstrap.demo;

import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.server.WiredServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Map;

/** Runs the server on a fast clock in its own process, for the demo. */
public final class FastServer {

  private FastServer() {}

  /**
   * Serves until the process is killed.
   *
   * @param arguments the configuration file, and the clock as the text of {@link FastClock#text}
   */
  public static void main(String[] arguments) throws InterruptedException {
    StartupCheck.Outcome outcome =
        new StartupCheck(Environment.of(Map.of())).check(Path.of(arguments[0]));
    StartupPlan plan =
        outcome.plan().orElseThrow(() -> new StartupException(outcome.problems().all().toString()));
    Logging.to(new FileOutputStream(FileDescriptor.err)).configure(plan.config().telemetry().log());
    try (WiredServer server =
        new WiredServer(plan, FastClock.parse(arguments[1]), new SystemSecretGenerator())) {
      server.start();
      server.await();
    }
  }
}
