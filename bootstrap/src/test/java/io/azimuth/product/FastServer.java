package io.azimuth.product;

import io.azimuth.bootstrap.config.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.WiredServer;
import java.nio.file.Path;
import java.util.Map;

/** The server in a JVM of its own, on a clock that runs faster. */
public final class FastServer {

  private FastServer() {}

  /** Takes the configuration file and the clock. */
  public static void main(String[] arguments) throws InterruptedException {
    StartupCheck.Outcome outcome =
        new StartupCheck(Environment.of(Map.of())).check(Path.of(arguments[0]));
    WiredServer server =
        new WiredServer(
            outcome.plan().orElseThrow(() -> new AssertionError(outcome.problems().all())),
            FastClock.parse(arguments[1]),
            new SystemSecretGenerator());
    server.start();
    server.await();
  }
}
