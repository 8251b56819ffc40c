package io.azimuth.bootstrap.command;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.logging.LogConfig;
import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.bootstrap.server.AzimuthServer;
import picocli.CommandLine.ExitCode;

/** Runs {@code azimuth server --dev} from its start to SIGTERM. */
final class DevServerRun {

  private final Console console;
  private final Environment environment;
  private final ProcessSignals signals;
  private final DevServerFactory servers;

  DevServerRun(
      Console console, Environment environment, ProcessSignals signals, DevServerFactory servers) {
    this.console = console;
    this.environment = environment;
    this.signals = signals;
    this.servers = servers;
  }

  int run(DevOptions options) throws InterruptedException {
    DevServerFactory.Order order = options.order(new ClientVariables(environment));
    Logging.to(console.log()).configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
    options.readyFile().ifPresent(ReadyFile::remove);
    try (DevServerFactory.Running running = servers.start(order)) {
      AzimuthServer server = running.server();
      signals.onTerminate(server::stop);
      HangupReload.begin(signals, server);
      running.greeting().forEach(console.out()::println);
      options.readyFile().ifPresent(file -> file.write(running.facts()));
      server.await();
    } finally {
      options.readyFile().ifPresent(ReadyFile::remove);
    }
    return ExitCode.OK;
  }
}
