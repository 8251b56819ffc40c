package io.azimuth.bootstrap;

import io.azimuth.bootstrap.command.CommandFactory;
import io.azimuth.bootstrap.command.LazyCommand;
import io.azimuth.bootstrap.command.client.ClientCommands;
import io.azimuth.bootstrap.command.client.azure.ExplainCommand;
import io.azimuth.bootstrap.command.client.azure.LintCommand;
import io.azimuth.bootstrap.command.client.azure.LoginCommand;
import io.azimuth.bootstrap.command.client.azure.setup.SetupAzureCommand;
import io.azimuth.bootstrap.command.client.imports.ImportCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.doctor.DoctorCommand;
import io.azimuth.bootstrap.command.snapshot.SnapshotCommands;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.azure.AzureStep;
import io.azimuth.bootstrap.imports.step.AuditedHeaderStep;
import io.azimuth.bootstrap.imports.step.EntityStep;
import io.azimuth.bootstrap.imports.step.GroupStep;
import io.azimuth.bootstrap.imports.step.KvStep;
import io.azimuth.bootstrap.imports.step.MountStep;
import io.azimuth.bootstrap.imports.step.PolicyStep;
import io.azimuth.bootstrap.imports.step.QuotaStep;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The commands that speak to a server, and those for backups. Few of them know Azure. */
public final class ClientWiring {

  private ClientWiring() {}

  /** All commands of the client, in this process. */
  public static List<LazyCommand> commands(ClientContext context) {
    List<LazyCommand> commands = new ArrayList<>();
    commands.add(
        new LazyCommand("login", () -> new LoginCommand(context, new SystemSecretGenerator())));
    commands.add(new LazyCommand("explain", () -> new ExplainCommand(context, Clock.systemUTC())));
    commands.add(new LazyCommand("lint", () -> new LintCommand(context)));
    // There is one at most, and to look for more would open every jar.
    ServiceLoader.load(CommandFactory.class)
        .findFirst()
        .ifPresent(it -> commands.add(it.command(context.console())));
    commands.addAll(ClientCommands.of(context, () -> new SetupAzureCommand(context)));
    commands.add(new LazyCommand("import", () -> new ImportCommand(context, importSteps())));
    commands.add(new LazyCommand("doctor", () -> new DoctorCommand(context, Clock.systemUTC())));
    commands.add(SnapshotCommands.of(context, Clock.systemUTC()));
    return commands;
  }

  // Groups name entities, and policies may name groups. Quotas come last: they would slow
  // the import down.
  private static List<ImportStep> importSteps() {
    return List.of(
        new MountStep(),
        new AzureStep(),
        new EntityStep(),
        new GroupStep(),
        new PolicyStep(),
        new AuditedHeaderStep(),
        new KvStep(),
        new QuotaStep());
  }
}
