package io.azimuth.bootstrap;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.command.client.LocalServer;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.snapshot.OperatorMigrateCommand;
import io.azimuth.bootstrap.command.snapshot.SnapshotCommands;
import io.azimuth.bootstrap.config.file.ConfigLoader;
import io.azimuth.bootstrap.config.file.LoadedConfig;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.StartupCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** What the server of this distribution offers to the commands of the client. */
final class InstalledServer {

  private InstalledServer() {}

  static LocalServer of(ClientContext context) {
    return new LocalServer(
        file -> auditDirectory(context.environment(), file),
        List.of(
            () ->
                new OperatorMigrateCommand(
                    context.console(),
                    new StartupCheck(context.environment()),
                    Clock.systemUTC(),
                    new SystemSecretGenerator()),
            () -> SnapshotCommands.underServers(context, Clock.systemUTC())));
  }

  private static Path auditDirectory(Environment environment, Path file) {
    LoadedConfig loaded = new ConfigLoader(environment).load(file);
    return loaded
        .config()
        .orElseThrow(
            () ->
                new ClientException(
                    loaded.problems().errors().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n"))))
        .directories()
        .audit()
        .directory()
        .orElseThrow(() -> new ClientException(file + " has no audit_directory"));
  }
}
