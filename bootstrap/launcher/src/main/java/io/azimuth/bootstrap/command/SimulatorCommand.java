package io.azimuth.bootstrap.command;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.logging.LogConfig;
import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.ProcessSignals;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "azure-simulator",
    description = {
      "Run the simulated Azure alone, for tests of your own set-up.",
      "It prints the addresses at which it listens, and serves until SIGTERM.",
      "Writes ca.pem and cloud.hcl into DIR; keys are fresh at each start."
    })
final class SimulatorCommand implements Callable<Integer> {

  private final Console console;
  private final SimulatorFactory simulators;
  private final ProcessSignals signals;

  @Option(
      names = "--address",
      required = true,
      paramLabel = "HOST:PORT",
      converter = Address.class,
      description = {
        "Where authority, Resource Manager and Graph listen (HTTPS).",
        "Clients may show any certificate, for tokens that are bound to it."
      })
  private HostAndPort address = new HostAndPort("127.0.0.1", 0);

  @Option(
      names = "--metadata-address",
      required = true,
      paramLabel = "HOST:PORT",
      converter = Address.class,
      description = "Where the metadata service listens (HTTP).")
  private HostAndPort metadataAddress = new HostAndPort("127.0.0.1", 0);

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "Where ca.pem and cloud.hcl are written.")
  private Path directory = Path.of("");

  @Option(
      names = "--allow-others",
      description = "Listen on other than loopback addresses: whoever reaches it gets tokens.")
  private boolean othersAllowed;

  SimulatorCommand(Console console, SimulatorFactory simulators, ProcessSignals signals) {
    this.console = console;
    this.simulators = simulators;
    this.signals = signals;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.to(console.log()).configure(new LogConfig(LogLevel.INFO, LogFormat.STANDARD));
    CountDownLatch ended = new CountDownLatch(1);
    signals.onTerminate(ended::countDown);
    SimulatorFactory.Running running = simulators.start(order());
    try {
      console.out().println("services: " + running.authorityUri());
      console.out().println("metadata: " + running.metadataUri());
      console.out().println("simulator ready"); // the last line: scripts wait for it
      ended.await();
    } finally {
      running.close();
    }
    return ExitCode.OK;
  }

  private SimulatorFactory.Order order() {
    return new SimulatorFactory.Order(address, metadataAddress, directory, othersAllowed);
  }

  /** Converts an option to an address. */
  static final class Address implements ITypeConverter<HostAndPort> {
    @Override
    public HostAndPort convert(String value) {
      return HostAndPort.parse(value)
          .orElseThrow(() -> new TypeConversionException("must be HOST:PORT, port 0 to 65535"));
    }
  }
}
