package io.azimuth.product.server;

import io.azimuth.application.logging.LogLevel;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.WiredServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A wired server in this JVM. */
final class InProcessServer implements RunningServer {

  private final WiredServer server;
  private final String scheme;
  private int logBegin;

  private InProcessServer(WiredServer server, String scheme, int logBegin) {
    this.server = server;
    this.scheme = scheme;
    this.logBegin = logBegin;
  }

  /** Starts the server of the configuration file with this clock and pause of maintenance. */
  static InProcessServer start(
      Path config,
      Clock clock,
      Duration maintenancePause,
      String scheme,
      Map<String, String> environment) {
    CapturedServerLog.begin(LogLevel.TRACE);
    int logBegin = CapturedServerLog.length();
    StartupCheck.Outcome outcome = new StartupCheck(Environment.of(Map.of())).check(config);
    WiredServer server =
        new WiredServer(
            outcome.plan().orElseThrow(() -> new AssertionError(outcome.problems().all())),
            clock,
            new SystemSecretGenerator(),
            Environment.of(environment),
            maintenancePause);
    server.start();
    return new InProcessServer(server, scheme, logBegin);
  }

  @Override
  public URI address() {
    InetSocketAddress bound = server.addresses().get(0);
    return URI.create(scheme + "://127.0.0.1:" + bound.getPort() + "/");
  }

  List<InetSocketAddress> listeners() {
    return server.addresses();
  }

  @Override
  public boolean reload() {
    List<String> unused = server.reload();
    return true;
  }

  @Override
  public int stop() {
    server.stop();
    return 0;
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException("only a process of its own can be killed");
  }

  /** Begins the log anew: {@link #log} leaves out what was logged before. */
  void forgetLog() {
    logBegin = CapturedServerLog.length();
  }

  @Override
  public String log() {
    return CapturedServerLog.from(logBegin);
  }
}
