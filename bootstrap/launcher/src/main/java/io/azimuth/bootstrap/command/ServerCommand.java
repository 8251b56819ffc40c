package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.configfile.ConfigProblem;
import io.azimuth.bootstrap.logging.Logging;
import io.azimuth.bootstrap.process.ClassSharing;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.bootstrap.process.UnexpectedExitLog;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.bootstrap.server.ReloadedFile;
import io.azimuth.bootstrap.server.ServerFactory;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "server",
    description = {
      "Run the server.",
      "SIGTERM drains it. SIGHUP reads TLS files, log level and acknowledgements again and reopens",
      "audit files.",
      "With --dev: a server for trying out, which needs no configuration."
    })
final class ServerCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  private static final String FILE_WITH_ERRORS =
      "the configuration file is no longer good: log level and acknowledgements stay";

  private final Console console;
  private final StartupCheck check;
  private final ServerFactory servers;
  private final ProcessSignals signals;
  private final DevServerRun trial;

  @Mixin private DevOptions dev = new DevOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file; JSON when its name ends in .json, else HCL.")
  private @Nullable Path config;

  ServerCommand(
      Console console,
      StartupCheck check,
      ServerFactory servers,
      ProcessSignals signals,
      DevServerRun trial) {
    this.console = console;
    this.check = check;
    this.servers = servers;
    this.signals = signals;
    this.trial = trial;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (dev.isGivenInVain()) {
      throw wrong("the --dev-… options and --ready-file go with --dev");
    }
    if (dev.isOn()) {
      return tryOut();
    }
    if (config == null) {
      throw wrong("--config FILE or --dev is missing");
    }
    return serve(config);
  }

  private int tryOut() throws InterruptedException {
    if (config != null) {
      throw wrong("--dev brings its own configuration: leave --config out");
    }
    try {
      return trial.run(dev);
    } catch (TypeConversionException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private int serve(Path file) throws InterruptedException {
    StartupCheck.Outcome outcome = check.check(file);
    if (outcome.plan().isEmpty()) {
      outcome.problems().all().forEach(problem -> console.err().println(problem));
      return ExitCode.SOFTWARE;
    }
    Logging logging = Logging.to(console.log());
    logging.configure(outcome.plan().get().config().telemetry().log());
    outcome.problems().warnings().forEach(ServerCommand::warn);
    StartupPlan plan = outcome.plan().get();
    return run(plan, acknowledged -> readAgain(file, plan, logging, acknowledged));
  }

  private static void warn(ConfigProblem problem) {
    LOG.atWarn().setMessage(problem.message()).addKeyValue("line", problem.line()).log();
  }

  private Optional<String> readAgain(
      Path file,
      StartupPlan running,
      Logging logging,
      Consumer<List<Acknowledgement>> acknowledged) {
    Optional<ServerConfig.Telemetry> read = check.readAgain(file, running);
    if (read.isEmpty()) {
      LOG.warn(FILE_WITH_ERRORS);
      return Optional.of(FILE_WITH_ERRORS);
    }
    logging.level(read.get().log().level());
    acknowledged.accept(read.get().acknowledged());
    return Optional.empty();
  }

  private int run(StartupPlan plan, ReloadedFile file) throws InterruptedException {
    if (LOG.isDebugEnabled()) {
      EffectiveConfig.lines(plan.config()).forEach(LOG::debug);
    }
    ClassSharing.ofProcess().state().ifPresent(state -> LOG.info("class data sharing: {}", state));
    UnexpectedExitLog exitLog = UnexpectedExitLog.watch();
    try (AzimuthServer server = servers.create(plan, file)) {
      signals.onTerminate(() -> stop(server));
      HangupReload.begin(signals, server);
      server.start();
      server.await();
    } finally {
      exitLog.close();
    }
    LOG.info("stopped");
    return ExitCode.OK;
  }

  private static void stop(AzimuthServer server) {
    LOG.info("stopping, reason={}", "SIGTERM or SIGINT");
    server.stop();
  }
}
