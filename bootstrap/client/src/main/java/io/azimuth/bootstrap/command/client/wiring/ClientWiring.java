package io.azimuth.bootstrap.command.client.wiring;

import io.azimuth.bootstrap.command.client.ClientCommands;
import io.azimuth.bootstrap.command.client.LocalServer;
import io.azimuth.bootstrap.command.client.auth.LintCommand;
import io.azimuth.bootstrap.command.client.azure.ExplainCommand;
import io.azimuth.bootstrap.command.client.azure.LoginCommand;
import io.azimuth.bootstrap.command.client.azure.setup.SetupAzureCommand;
import io.azimuth.bootstrap.command.client.imports.ImportCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.LazyCommand;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.azure.AzureStep;
import io.azimuth.bootstrap.imports.step.AuditedHeaderStep;
import io.azimuth.bootstrap.imports.step.EntityStep;
import io.azimuth.bootstrap.imports.step.GroupStep;
import io.azimuth.bootstrap.imports.step.KvStep;
import io.azimuth.bootstrap.imports.step.MethodStep;
import io.azimuth.bootstrap.imports.step.MountStep;
import io.azimuth.bootstrap.imports.step.PolicyStep;
import io.azimuth.bootstrap.imports.step.QuotaStep;
import io.azimuth.bootstrap.process.PosixSignals;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The commands that speak to a server. Few of them know Azure. */
public final class ClientWiring {

  private ClientWiring() {}

  /** The commands for logins, which come first in the help. */
  public static List<LazyCommand> logins(ClientContext context) {
    return List.of(
        new LazyCommand("login", () -> new LoginCommand(context, new SystemSecretGenerator())),
        new LazyCommand("explain", () -> new ExplainCommand(context, Clock.systemUTC())),
        new LazyCommand("lint", () -> new LintCommand(context)),
        new LazyCommand("agent", () -> AgentWiring.command(context, new PosixSignals())));
  }

  /** All other commands, in the order in which the help lists them. */
  public static List<LazyCommand> others(ClientContext context, LocalServer server) {
    List<LazyCommand> commands =
        new ArrayList<>(ClientCommands.of(context, () -> new SetupAzureCommand(context), server));
    commands.add(new LazyCommand("import", () -> new ImportCommand(context, importSteps())));
    return commands;
  }

  // Groups name entities, and policies may name groups. Quotas come last: they would slow
  // the import down.
  private static List<ImportStep> importSteps() {
    return List.of(
        new MountStep(),
        new AzureStep(),
        new MethodStep(),
        new EntityStep(),
        new GroupStep(),
        new PolicyStep(),
        new AuditedHeaderStep(),
        new KvStep(),
        new QuotaStep());
  }
}
