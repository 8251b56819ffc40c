package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.config.file.EffectiveConfig;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.server.OccupiedListeners;
import io.azimuth.bootstrap.server.ServerCertificates;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "check-config",
    description = {
      "Tell what is wrong with a configuration file.",
      "It is checked as the server would at its start, without serving.",
      "All problems are reported at once; the values in force are printed without secrets."
    })
final class CheckConfigCommand implements Callable<Integer> {

  private final Console console;
  private final StartupCheck check;
  private final Clock clock;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file; JSON when its name ends in .json, else HCL.")
  private Path config = Path.of("");

  CheckConfigCommand(Console console, StartupCheck check, Clock clock) {
    this.console = console;
    this.check = check;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    StartupCheck.Outcome outcome = check.check(config);
    ConfigProblems problems = outcome.problems();
    problems.all().forEach(problem -> console.err().println(problem));
    if (outcome.plan().isEmpty()) {
      console.err().println(config + ": " + count(problems.errors().size()));
      return ExitCode.SOFTWARE;
    }
    try (StartupPlan plan = outcome.plan().get()) {
      EffectiveConfig.lines(plan.config()).forEach(console.out()::println);
      plan.handlerThreads().forEach(console.out()::println);
      PinnedJars.block(plan.plugins().jars()).forEach(console.out()::println);
      ServerCertificates.lines(plan.config()).forEach(console.out()::println);
      ServerCertificates.warnings(plan.config(), clock.instant()).forEach(console.err()::println);
      OccupiedListeners.warnings(plan.config()).forEach(console.err()::println);
    }
    console.out().println(config + " is good");
    return ExitCode.OK;
  }

  private static String count(int errors) {
    return errors == 1 ? "1 error" : errors + " errors";
  }
}
