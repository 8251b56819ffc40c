package io.azimuth.bootstrap.command.snapshot;

import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.server.StartupCheck;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.bootstrap.snapshot.StoreMove;
import io.azimuth.spi.SecretGenerator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "migrate",
    description = {
      "Copy the store of one configuration into the empty store of another one, such as from",
      "MapDB to PostgreSQL or back. No server may use either of them. The other store gets",
      "everything or nothing; after a failure, run the command again. The seal of the first",
      "configuration shows whether each entry can be read."
    })
public final class OperatorMigrateCommand implements Callable<Integer> {

  private final Console console;
  private final StartupCheck check;
  private final Clock clock;
  private final SecretGenerator secrets;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file whose store is read.")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The configuration file whose store is written.")
  private Path to = Path.of("");

  @Option(
      names = "--force",
      description = "Replace a store that is not empty; it is kept beside the new one.")
  private boolean force;

  @Option(
      names = "--keep-unreadable",
      description =
          "Also copy, as they are, entries that a broken disk has damaged, and do without the"
              + " check if the seal cannot be used.")
  private boolean keepUnreadable;

  public OperatorMigrateCommand(
      Console console, StartupCheck check, Clock clock, SecretGenerator secrets) {
    this.console = console;
    this.check = check;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public Integer call() {
    Optional<StartupPlan> source = plan(from);
    Optional<StartupPlan> target = source.flatMap(read -> plan(to));
    try {
      if (source.isEmpty() || target.isEmpty()) {
        return ExitCode.SOFTWARE;
      }
      StoreMove.Outcome done =
          new StoreMove(clock, secrets)
              .run(source.get(), target.get(), new StoreMove.Permissions(force, keepUnreadable));
      console.out().println("copied and compared " + done.entries() + " entries");
      done.warnings().forEach(it -> console.err().println("warning: " + it));
      done.kept().ifPresent(kept -> console.out().println("the old store is kept in " + kept));
      console
          .err()
          .println(
              "warning: start servers with the new store only; the old one still has every token");
      return ExitCode.OK;
    } finally {
      source.ifPresent(StartupPlan::close);
      target.ifPresent(StartupPlan::close);
    }
  }

  private Optional<StartupPlan> plan(Path file) {
    StartupCheck.Outcome outcome = check.check(file);
    outcome.problems().all().forEach(problem -> console.err().println(problem));
    return outcome.plan();
  }
}
